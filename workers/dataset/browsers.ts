import type { ColumnFormat, Role, SourceColumn, TableProfile } from '../api';
import type { Database } from '../duckdb/database';
import { booleanSql } from '../ingest/values/boolean';
import { daySql } from '../ingest/values/date-sql';
import { numberSql } from '../ingest/values/number-sql';
import { textSql } from '../ingest/values/text-sql';
import type { RawColumn } from '../tables/raw-table';
import { TableBrowser } from '../tables/table-browser';
import type { Loaded } from './build-data';
import {
  fixesOf,
  formatAs,
  formatOf,
  numberFormatOf,
  rawName,
  roleOf,
  valueColumn,
  type RawTable,
} from './raw-table';

/** One browser for each table that is looked at, for as long as the table stands. */
export class Browsers {
  private readonly open = new Map<string, TableBrowser>();

  constructor(private readonly database: Database) {}

  of(loaded: Loaded, table: RawTable): TableBrowser {
    const known = this.open.get(table.id);
    if (known) return known;
    const columns = table.columns.map((column) => rawColumn(table, column, loaded.dataset.options.timeZone));
    const browser = new TableBrowser(this.database, { qualified: rawName(loaded.catalog, table), columns });
    this.open.set(table.id, browser);
    return browser;
  }

  profile(loaded: Loaded, table: RawTable, signal: AbortSignal): Promise<TableProfile> {
    const today = new Date().toISOString().slice(0, 10);
    return this.of(loaded, table).profile({ today, asOf: loaded.dataset.asOf }, signal);
  }

  forget(): void {
    for (const browser of this.open.values()) browser.close();
    this.open.clear();
  }
}

/** A column without a role is shown as numbers or dates when at least this share of its values are; else as texts. */
const believedShare = 0.98;

const kindOfRole: Partial<Record<Role, 'date' | 'number' | 'boolean' | 'text'>> = {
  customer: 'text',
  order: 'text',
  product: 'text',
  category: 'text',
  channel: 'text',
  reason: 'text',
  campaign: 'text',
  time: 'date',
  start: 'date',
  end: 'date',
  amount: 'number',
  price: 'number',
  quantity: 'number',
  durationMonths: 'number',
  score: 'number',
  responseHours: 'number',
  churned: 'boolean',
};

function shownFormat(table: RawTable, column: SourceColumn): ColumnFormat {
  const kind = kindOfRole[roleOf(table, column)];
  if (kind && kind !== 'text') return formatAs(kind, table, column);
  const isBelieved = !kind && (column.formats[0]?.share ?? 0) >= believedShare;
  return column.name in table.settings.formats || isBelieved ? formatOf(table, column) : 'text';
}

const nativeNumber = /^(U?(TINY|SMALL|BIG|HUGE)?INT|INTEGER|UINTEGER|DOUBLE|FLOAT|DECIMAL)/;

/** A column with SQL for what its values mean. */
export function rawColumn(table: RawTable, column: SourceColumn, timeZone: string): RawColumn {
  const format = shownFormat(table, column);
  const values = valueColumn(table, column);
  const named = { name: column.name, type: column.type, role: roleOf(table, column) };
  if (format.startsWith('date') || /^(DATE|TIMESTAMP)/.test(column.type))
    return { ...named, kind: 'date', valueSql: daySql(values, format, timeZone) };
  if (format.startsWith('number') || nativeNumber.test(column.type))
    return { ...named, kind: 'number', valueSql: numberSql(values, numberFormatOf(table, column)) };
  if (format === 'boolean' || column.type === 'BOOLEAN')
    return { ...named, kind: 'boolean', valueSql: booleanSql(values) };
  return { ...named, kind: 'text', valueSql: textSql(values, fixesOf(table, column)) };
}
