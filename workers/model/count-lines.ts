import { fillIn } from '../duckdb/sql-text';
import countsSql from './counts.sql?raw';
import exceptionsSql from './exceptions.sql?raw';
import { firstRow, type Run } from './statements';

export interface LineCounts {
  /** With a customer and nothing wrong. */
  used: number;
  withoutCustomer: number;
  withoutAmount: number;
  afterAsOf: number;
}

const lastDayOfAll = 2_147_483_647;

/**
 * What the rows of the file came to. Conditions row by row are asked only when there is an exception: on the usual
 * clean file plain counts tell it all, and those are five times as fast.
 * @param asOf last observed day; null without dates
 */
export async function countLines(run: Run, asOf: number | null): Promise<LineCounts> {
  const counts = await firstRow(run, countsSql);
  const number = (name: string) => Number(counts[name]);
  const read = number('rows_read');
  const isClean =
    number('with_customer') === read &&
    number('with_amount') === read &&
    number('with_problem') === 0 &&
    (asOf === null || counts.last_day === null || number('last_day') <= asOf);
  const exceptions = isClean
    ? null
    : await firstRow(run, fillIn(exceptionsSql, { as_of_day: asOf ?? lastDayOfAll }));
  return {
    used: exceptions ? Number(exceptions.rows_used) : read,
    withoutCustomer: read - number('with_customer'),
    withoutAmount: exceptions ? Number(exceptions.without_amount) : 0,
    afterAsOf: exceptions ? Number(exceptions.after_as_of) : 0,
  };
}
