import type { Table } from 'apache-arrow';
import type { TablePage, TablePageRequest } from '../api';
import type { Database } from '../duckdb/database';
import { columnOf, filterSql } from './filters';
import { known, placedRows, shortened, textSql, type RawTable } from './raw-table';
import type { RowOrders } from './row-orders';

/** Most rows in one answer. */
export const mostPageRows = 500;

/** A table, and the orders of its rows that have been made. */
export interface PagedTable {
  database: Database;
  table: RawTable;
  orders: RowOrders;
  /** Rows of the table, and whether the engine numbers them without a gap. */
  size(signal: AbortSignal): Promise<TableSize>;
}

export interface TableSize {
  rows: number;
  isGapless: boolean;
}

/** Counts the rows; a table none of whose rows was deleted numbers them without a gap. */
export async function tableSize(
  database: Database,
  table: RawTable,
  signal: AbortSignal,
): Promise<TableSize> {
  const sql = `SELECT CAST(count(*) AS DOUBLE) AS n, CAST(coalesce(max(place), -1) AS DOUBLE) AS last
    FROM ${placedRows(table, '1 AS one')}`;
  const [row] = (await database.run(sql, signal)).toArray() as { n: number; last: number }[];
  return { rows: row.n, isGapless: row.last === row.n - 1 };
}

/**
 * Some rows of the table: filtered, sorted by what the values mean with the missing ones last and equal ones in the order of the file.
 * @throws EngineError `parametersInvalid`, `cancelled` and whatever the engine meets
 */
export async function tablePage(
  paged: PagedTable,
  request: TablePageRequest,
  signal: AbortSignal,
): Promise<TablePage> {
  const offset = Math.max(0, Math.floor(request.offset));
  const limit = Math.max(0, Math.min(mostPageRows, Math.floor(request.limit)));
  const size = await paged.size(signal);
  if (!request.sort && request.filters.length === 0 && size.isGapless) {
    const last = Math.min(size.rows, offset + limit);
    const rows = await fetchRows(paged, `place >= ${offset} AND place < ${last}`, limit, signal);
    return { rows: rows.map(({ cells }) => cells), offset, total: size.rows };
  }
  const order = await orderOf(paged, request, signal);
  const places = [...order.subarray(offset, offset + limit)];
  const rows =
    places.length > 0 ? await fetchRows(paged, `place IN (${places.join(', ')})`, limit, signal) : [];
  const byPlace = new Map(rows.map(({ place, cells }) => [place, cells]));
  return { rows: places.map((place) => byPlace.get(place)!), offset, total: order.length };
}

function orderOf(
  { database, table, orders }: PagedTable,
  { sort, filters }: TablePageRequest,
  signal: AbortSignal,
): Promise<Int32Array> {
  const sql = orderSql(table, { sort, filters });
  return orders.get(
    sql,
    async (stop) => {
      const answer = await database.run(sql, stop);
      return answer.numRows === 0 ? new Int32Array() : (answer.getChild('place')!.toArray() as Int32Array);
    },
    signal,
  );
}

type Wish = Pick<TablePageRequest, 'sort' | 'filters'>;

/**
 * The rows that pass, and how they are ordered.
 * @param selected further columns, over those of the table
 */
export function passingSql(table: RawTable, { sort, filters }: Wish, selected: readonly string[] = []) {
  const condition = filterSql(table, filters);
  const column = sort && columnOf(table, sort.column);
  const columns = [...selected, `${column ? column.valueSql : 'NULL'} AS value`, `${condition} AS passes`];
  const rows = `${placedRows(table, columns.join(', '))} WHERE passes`;
  if (!column) return { rows, order: 'place' };
  // Capital and small letters belong together; the order of the alphabet beyond that would need an extension.
  const value = column.kind === 'text' ? 'lower(value)' : known('value', column.kind);
  return { rows, order: `${value} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST, place` };
}

/** The places of the rows that pass, in their order. */
function orderSql(table: RawTable, wish: Wish): string {
  const { rows, order } = passingSql(table, wish);
  // Places of four bytes: the shorter what is sorted by, the faster.
  return `SELECT place FROM (SELECT CAST(place AS INTEGER) AS place, value FROM ${rows}) ORDER BY ${order}`;
}

interface PlacedRow {
  place: number;
  cells: (string | null)[];
}

/** With the limit, the engine first finds the rows by their numbers alone and then reads only those: ten times faster. */
async function fetchRows(
  { database, table }: PagedTable,
  condition: string,
  limit: number,
  signal: AbortSignal,
): Promise<PlacedRow[]> {
  const texts = table.columns.map((column, index) => `${shortened(textSql(column))} AS c${index}`).join(', ');
  const sql = `SELECT * FROM ${placedRows(table, texts)} WHERE ${condition} ORDER BY place LIMIT ${limit}`;
  return readRows(await database.run(sql, signal), table.columns.length);
}

function readRows(answer: Table, columns: number): PlacedRow[] {
  if (answer.numRows === 0) return [];
  const places = answer.getChild('place')!;
  const texts = Array.from({ length: columns }, (_, index) => answer.getChild(`c${index}`)!);
  return Array.from({ length: answer.numRows }, (_, row) => ({
    place: Number(places.get(row)),
    cells: texts.map((text) => text.get(row) as string | null),
  }));
}
