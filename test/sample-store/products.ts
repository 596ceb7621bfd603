import { dayOf, isRamadan, isWithin, period } from './calendar';
import { chooseWeighted, happens } from './choose';
import type { Draws } from './random';

export type Category = 'Dates' | 'Coffee' | 'Chocolate' | 'Sweets' | 'Gift Boxes' | 'Saffron' | 'Equipment';
export type Taste = 'traditional' | 'speciality' | 'sweet' | 'gifting';

export interface Product {
  name: string;
  category: Category;
  priceSar: number;
  popularity: number;
  /** Bought in the same order more often than chance would have it. */
  companion?: string;
}

function product(
  name: string,
  category: Category,
  priceSar: number,
  popularity: number,
  companion?: string,
): Product {
  return { name, category, priceSar, popularity, ...(companion === undefined ? {} : { companion }) };
}

export const products: readonly Product[] = [
  product('Sukkari Dates', 'Dates', 48, 10, 'Arabic Coffee'),
  product('Ajwa Dates', 'Dates', 65, 7, 'Arabic Coffee'),
  product('Khalas Dates', 'Dates', 42, 8),
  product('Medjool Dates', 'Dates', 58, 6),
  product('Almond Dates', 'Dates', 55, 5),
  product('Date Syrup', 'Dates', 24, 3),
  product('Arabic Coffee', 'Coffee', 62, 10, 'Cardamom'),
  product('Khawlani Beans', 'Coffee', 89, 5),
  product('Ethiopia Beans', 'Coffee', 68, 8, 'Paper Filters'),
  product('Colombia Beans', 'Coffee', 64, 7),
  product('Espresso Blend', 'Coffee', 145, 4),
  product('Drip Bags', 'Coffee', 45, 6),
  product('Dark Chocolate', 'Chocolate', 28, 7),
  product('Pistachio Bar', 'Chocolate', 36, 9),
  product('Truffles', 'Chocolate', 79, 5),
  product('Camel Milk Bar', 'Chocolate', 32, 4),
  product('Maamoul', 'Sweets', 45, 8, 'Arabic Coffee'),
  product('Baklava', 'Sweets', 72, 6),
  product('Sesame Halva', 'Sweets', 29, 4),
  product('Kleija', 'Sweets', 35, 5),
  product('Small Gift Box', 'Gift Boxes', 125, 7, 'Pistachio Bar'),
  product('Majlis Gift Box', 'Gift Boxes', 240, 5, 'Truffles'),
  product('Royal Gift Box', 'Gift Boxes', 420, 2, 'Saffron 5 g'),
  product('Saffron 1 g', 'Saffron', 29, 6),
  product('Saffron 5 g', 'Saffron', 119, 3),
  product('Cardamom', 'Saffron', 34, 6),
  product('Dripper', 'Equipment', 85, 4, 'Paper Filters'),
  product('Paper Filters', 'Equipment', 26, 7),
  product('Hand Grinder', 'Equipment', 289, 2, 'Ethiopia Beans'),
  product('Dallah Pot', 'Equipment', 165, 3, 'Arabic Coffee'),
  product('Serving Tray 12"', 'Equipment', 95, 2),
];

export const giftSample: Readonly<Product> = product('Tasting Sample', 'Coffee', 0, 0);

const categoryWeights: Readonly<Record<Taste, Readonly<Record<Category, number>>>> = {
  traditional: { Dates: 9, Coffee: 5, Chocolate: 2, Sweets: 3, 'Gift Boxes': 1, Saffron: 4, Equipment: 1 },
  speciality: {
    Dates: 2,
    Coffee: 11,
    Chocolate: 3,
    Sweets: 1,
    'Gift Boxes': 0.5,
    Saffron: 0.5,
    Equipment: 4,
  },
  sweet: { Dates: 3, Coffee: 2, Chocolate: 9, Sweets: 7, 'Gift Boxes': 1.5, Saffron: 0.5, Equipment: 0.3 },
  gifting: { Dates: 4, Coffee: 2, Chocolate: 5, Sweets: 3, 'Gift Boxes': 7, Saffron: 2, Equipment: 1 },
};

/** Many products share a category: its weight is spread over them by popularity. */
const popularityOfCategory = new Map<Category, number>();
for (const { category, popularity } of products) {
  popularityOfCategory.set(category, (popularityOfCategory.get(category) ?? 0) + popularity);
}

function occasionFactor(category: Category, day: number): number {
  if (!isRamadan(day)) return 1;
  if (category === 'Gift Boxes') return 2.5;
  return category === 'Dates' ? 1.8 : 1;
}

export function drawProduct(draws: Draws, taste: Taste, day: number): Product {
  return chooseWeighted(draws, products, ({ category, popularity }) => {
    const share = popularity / (popularityOfCategory.get(category) ?? 1);
    return categoryWeights[taste][category] * occasionFactor(category, day) * share;
  });
}

export function drawCompanion(draws: Draws, { companion }: Product): Product | undefined {
  if (companion === undefined || !happens(draws, 0.35)) return undefined;
  return products.find(({ name }) => name === companion);
}

const priceRiseDay = dayOf('2026-01-01');
const whiteFriday = period('2025-11-20', '2025-11-30');

/** List prices rose by 6 % in 2026, in whole riyals; White Friday takes a quarter off. */
export function priceOn({ priceSar }: Product, day: number): number {
  const listPrice = day >= priceRiseDay ? Math.round(priceSar * 1.06) : priceSar;
  return isWithin(day, whiteFriday) ? listPrice * 0.75 : listPrice;
}
