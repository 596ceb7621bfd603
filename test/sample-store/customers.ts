import {
  allDays,
  campaign,
  dayAtShopTime,
  isWithin,
  lastDay,
  ramadan2026,
  seasonFactor,
  shopTimeAfter,
} from './calendar';
import { type Channel, type City, drawCity, drawMainChannel } from './channels';
import { chooseWeighted, happens } from './choose';
import { drawName } from './names';
import type { Taste } from './products';
import type { Draws } from './random';

export interface Customer {
  name: string;
  city: City;
  member: boolean;
  taste: Taste;
  mainChannel: Channel;
  /** Basket against the shop's average; independent of how often the customer buys, as Gamma-Gamma has it. */
  spendLevel: number;
  /** First purchase first; a day may occur twice. */
  orderDays: readonly number[];
}

/** BG/NBD of an ordinary customer, time in days. */
const purchaseRate = { shape: 0.33, scaleDays: 13 };
const dropout = { a: 0.8, b: 2.1 };

interface CohortQuality {
  rateFactor: number;
  dropoutOddsFactor: number;
  basketFactor: number;
  /** Bargain hunters: may leave after the first purchase already, which BG/NBD does not know. */
  leavesAfterFirst: number;
}

const ordinary: CohortQuality = { rateFactor: 1, dropoutOddsFactor: 1, basketFactor: 1, leavesAfterFirst: 0 };

function cohortQuality(draws: Draws, firstDay: number): CohortQuality {
  if (isWithin(firstDay, campaign) && happens(draws, 0.8)) {
    return { rateFactor: 0.75, dropoutOddsFactor: 2.5, basketFactor: 0.85, leavesAfterFirst: 0.45 };
  }
  if (isWithin(firstDay, ramadan2026)) return { ...ordinary, rateFactor: 1.1, basketFactor: 1.7 };
  if (firstDay > lastDay - 150) return { ...ordinary, rateFactor: 1.2, dropoutOddsFactor: 0.7 };
  return ordinary;
}

function acquisitionWeight(day: number): number {
  const growth = 1 + (0.5 * day) / lastDay;
  const openingFactor = day < 31 ? 1.5 : 1;
  return seasonFactor(day) * growth * openingFactor * (isWithin(day, campaign) ? 1.9 : 1);
}

const channelDropoutOdds: Readonly<Record<Channel, number>> = {
  App: 0.6,
  Online: 1.5,
  'Riyadh branch': 0.9,
  'Jeddah branch': 0.9,
  'Khobar branch': 1.7,
};

function withOdds(probability: number, factor: number): number {
  return (probability * factor) / (1 - probability + probability * factor);
}

function drawOrderDays(
  draws: Draws,
  firstDay: number,
  dailyRate: number,
  dropoutProbability: number,
): number[] {
  const days = [firstDay];
  let shopTime = shopTimeAfter(firstDay);
  for (;;) {
    shopTime += draws.exponential(dailyRate);
    const day = dayAtShopTime(shopTime);
    if (day === undefined) return days;
    days.push(day);
    if (happens(draws, dropoutProbability)) return days;
  }
}

/**
 * Keen customers join more often, and nothing else: membership does not change what they do, so that an honest
 * comparison of alike customers finds little.
 */
function drawMembership(draws: Draws, dailyRate: number): boolean {
  const keenness = Math.min(1, dailyRate * 12);
  return happens(draws, 0.2 + 0.45 * keenness);
}

function drawTaste(draws: Draws, firstDay: number): Taste {
  const gifting = isWithin(firstDay, ramadan2026) ? 3 : 1.5;
  const weights: Readonly<Record<Taste, number>> = { traditional: 4, speciality: 3, sweet: 2.5, gifting };
  return chooseWeighted(
    draws,
    ['traditional', 'speciality', 'sweet', 'gifting'] as const,
    (taste) => weights[taste],
  );
}

function drawCustomer(draws: Draws, firstDay: number): Customer {
  const quality = cohortQuality(draws, firstDay);
  const city = drawCity(draws);
  const mainChannel = drawMainChannel(draws, city, firstDay);
  const dailyRate = quality.rateFactor * draws.gamma(purchaseRate.shape, purchaseRate.scaleDays);
  const dropoutProbability = withOdds(
    draws.beta(dropout.a, dropout.b),
    quality.dropoutOddsFactor * channelDropoutOdds[mainChannel],
  );
  const leavesAtOnce = happens(draws, quality.leavesAfterFirst);
  return {
    name: drawName(draws),
    city,
    mainChannel,
    member: drawMembership(draws, dailyRate),
    taste: drawTaste(draws, firstDay),
    spendLevel: quality.basketFactor * draws.gamma(3, 3),
    orderDays: leavesAtOnce ? [firstDay] : drawOrderDays(draws, firstDay, dailyRate, dropoutProbability),
  };
}

export function drawCustomers(draws: Draws, count: number): Customer[] {
  const weights = allDays.map(acquisitionWeight);
  const drawFirstDay = (): number => chooseWeighted(draws, allDays, (day) => weights[day] ?? 0);
  const firstDays = Array.from({ length: count }, drawFirstDay);
  return firstDays.sort((left, right) => left - right).map((firstDay) => drawCustomer(draws, firstDay));
}
