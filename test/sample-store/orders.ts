import { isRamadan, lastDay } from './calendar';
import { branches, type Channel, drawChannel } from './channels';
import { choose, chooseWeighted, happens, integerBetween } from './choose';
import type { Customer } from './customers';
import { drawCompanion, drawProduct, giftSample, priceOn, type Product, type Taste } from './products';
import type { Draws } from './random';

export interface OrderLine {
  product: Product;
  quantity: number;
  priceSar: number;
}

export interface Order {
  /** Undefined: a walk-in whom the till did not ask. */
  customer?: Customer;
  day: number;
  minute: number;
  channel: Channel;
  city: string;
  lines: readonly OrderLine[];
  /** The order whose goods come back, on a return. */
  returnOf?: Order;
}

const openingHours = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] as const;
const ordinaryHours = [2, 3, 3, 3, 2, 2, 2, 4, 5, 6, 7, 8, 8, 5, 2] as const;
const ramadanHours = [0.2, 0.5, 1, 1, 2, 3, 4, 4, 2, 0.5, 3, 7, 10, 11, 9] as const;

function drawMinute(draws: Draws, day: number): number {
  const weights = isRamadan(day) ? ramadanHours : ordinaryHours;
  const hour = chooseWeighted(draws, openingHours, (_, index) => weights[index] ?? 0);
  return hour * 60 + integerBetween(draws, 0, 59);
}

function drawQuantity(draws: Draws, product: Product, spendLevel: number, day: number): number {
  const isCorporateGift = product.category === 'Gift Boxes' && isRamadan(day) && happens(draws, 0.04);
  if (isCorporateGift) return integerBetween(draws, 5, 24);
  return 1 + draws.poisson((product.category === 'Equipment' ? 0.05 : 0.45) * spendLevel);
}

function drawBasket(draws: Draws, taste: Taste, spendLevel: number, day: number): Product[] {
  const basket = new Set<Product>();
  const wanted = 1 + draws.poisson(0.2 + 0.38 * spendLevel);
  for (let count = 0; count < wanted; count += 1) {
    const product = drawProduct(draws, taste, day);
    basket.add(product);
    const companion = drawCompanion(draws, product);
    if (companion !== undefined) basket.add(companion);
  }
  return [...basket];
}

function drawLines(draws: Draws, taste: Taste, spendLevel: number, day: number): OrderLine[] {
  const lines = drawBasket(draws, taste, spendLevel, day).map((product) => ({
    product,
    quantity: drawQuantity(draws, product, spendLevel, day),
    priceSar: priceOn(product, day),
  }));
  const amount = lines.reduce((sum, { quantity, priceSar }) => sum + quantity * priceSar, 0);
  const giftLine = { product: giftSample, quantity: 1, priceSar: 0 };
  return amount >= 300 && happens(draws, 0.3) ? [...lines, giftLine] : lines;
}

export function drawOrdersOf(draws: Draws, customer: Customer): Order[] {
  const { city, mainChannel, orderDays, spendLevel, taste } = customer;
  return orderDays.map((day, index) => ({
    customer,
    day,
    minute: drawMinute(draws, day),
    channel: index === 0 ? mainChannel : drawChannel(draws, mainChannel, city, day),
    city: city.name,
    lines: drawLines(draws, taste, spendLevel, day),
  }));
}

export function drawWalkIn(draws: Draws): Order {
  const day = integerBetween(draws, 0, lastDay);
  const { channel, city } = choose(draws, branches);
  const taste = choose(draws, ['traditional', 'sweet'] as const);
  return { day, minute: drawMinute(draws, day), channel, city, lines: drawLines(draws, taste, 0.7, day) };
}

/** Goods come back where they were bought, at the price paid, one to twelve days later. */
export function drawReturn(draws: Draws, order: Order): Order | undefined {
  const day = order.day + integerBetween(draws, 1, 12);
  const returned = order.lines.filter(({ priceSar }) => priceSar > 0 && happens(draws, 0.011));
  if (returned.length === 0 || day > lastDay) return undefined;
  const lines = returned.map((line) => ({ ...line, quantity: -integerBetween(draws, 1, line.quantity) }));
  return { ...order, day, minute: drawMinute(draws, day), lines, returnOf: order };
}
