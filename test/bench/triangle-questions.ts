import type { Scalar } from '../../workers/api';
import type { TriangleCell } from './bench-page-api';
import bracketSql from './raw-bracket.sql?raw';
import classicSql from './raw-classic.sql?raw';
import revenueSql from './raw-revenue.sql?raw';
import rollingSql from './raw-rolling.sql?raw';
import streakSql from './raw-streak.sql?raw';

export interface TriangleQuestion {
  name: string;
  params: Record<string, Scalar>;
  /** The same question, asked of the raw rows. */
  rawSql: string;
}

/** What the page asks first, which also builds the month's rollup. */
export const firstTriangle: TriangleQuestion = { name: 'classic', params: {}, rawSql: classicSql };

/** Changes of a control from there. */
export const reslices: TriangleQuestion[] = [
  { name: 'measure → revenue', params: { measure: 'revenue' }, rawSql: revenueSql },
  { name: 'type → rolling', params: { type: 'rolling' }, rawSql: rollingSql },
  { name: 'type → streak', params: { type: 'streak' }, rawSql: streakSql },
  { name: 'type → bracket', params: { type: 'bracket', bracketLength: 3 }, rawSql: bracketSql },
];

/** Sums of cents in another order differ in their last digits. */
const tolerance = 1e-9;

/**
 * A comparison of times means something only when both give the same answer. Ours also has the cells of zero.
 * @throws Error naming the first cell that differs
 */
export function mustAgree(question: string, ours: TriangleCell[], raw: TriangleCell[]): void {
  const filled = ours.filter(([, , value]) => value !== 0);
  if (filled.length !== raw.length) {
    throw new Error(`${question}: ${filled.length} cells against ${raw.length} of the raw table`);
  }
  const expected = new Map(raw.map(([cohort, age, value]) => [`${cohort} ${age}`, value]));
  for (const [cohort, age, value] of filled) {
    const other = expected.get(`${cohort} ${age}`);
    if (other === undefined || Math.abs(value - other) > tolerance * Math.abs(other)) {
      throw new Error(`${question}: cohort ${cohort} at age ${age} is ${value}, of the raw table ${other}`);
    }
  }
}
