import type { CountedDataset, Replacement, SourceColumn } from '../api';
import type { Database } from '../duckdb/database';
import type { RawTable } from './raw-table';

interface Side {
  /** Qualified schema of the model. */
  model: string;
  dataset: CountedDataset;
  table: RawTable;
}

/** What changed between the data in use and the data that is to replace it. */
export async function compareReplacement(
  database: Database,
  before: Side,
  after: Side,
  signal: AbortSignal,
): Promise<Replacement> {
  const only = async (one: string, other: string) =>
    Number(
      (
        await database.run(
          `SELECT CAST(COUNT(*) AS DOUBLE) AS found FROM ${one}.customers AS ours ANTI JOIN ${other}.customers AS theirs ON theirs.customer = ours.customer`,
          signal,
        )
      ).get(0)!.found,
    );
  const columns = (table: RawTable) => new Map(table.columns.map((column) => [column.name, column]));
  const [former, newer] = [columns(before.table), columns(after.table)];
  return {
    rowsBefore: before.table.rows,
    rowsAfter: after.table.rows,
    customersBefore: before.dataset.customers,
    customersAfter: after.dataset.customers,
    newCustomers: await only(after.model, before.model),
    goneCustomers: await only(before.model, after.model),
    fromBefore: before.dataset.from,
    asOfBefore: before.dataset.asOf,
    columnsAdded: [...newer.keys()].filter((name) => !former.has(name)),
    columnsGone: [...former.keys()].filter((name) => !newer.has(name)),
    columnsChanged: [...newer.values()]
      .filter((column) => former.has(column.name) && readsOtherwise(former.get(column.name)!, column))
      .map(({ name }) => name),
  };
}

const readsOtherwise = (one: SourceColumn, other: SourceColumn) =>
  one.formats[0]?.format !== other.formats[0]?.format;
