import type { Dataset, SqlResult, TablePage, TablePageRequest, TableProfile, TableRowsRequest } from '../api';
import type { Database } from '../duckdb/database';
import { takeTableOut } from './keep';
import { planLines } from './lines';
import type { OpenData } from './open-data';
import { rejectedCsv } from './rejected';

/** The tables of the data in use, one by one: their rows, what was set apart of them, and their end. */
export class OpenTables {
  constructor(
    private readonly database: Database,
    private readonly open: OpenData,
  ) {}

  page(request: TablePageRequest, signal: AbortSignal): Promise<TablePage> {
    const { open } = this;
    return open.browsers.of(open.loaded(), open.table(request.table)).page(request, signal);
  }

  rows(request: TableRowsRequest, signal: AbortSignal): Promise<SqlResult> {
    const { open } = this;
    return open.browsers.of(open.loaded(), open.table(request.table)).rows(request, signal);
  }

  profile(id: string, signal: AbortSignal): Promise<TableProfile> {
    const { open } = this;
    return open.browsers.profile(open.loaded(), open.table(id), signal);
  }

  /** Also of a table that was loaded and is not in use yet. */
  rejectedRows(id: string, signal: AbortSignal): Promise<Uint8Array> {
    const { database, open } = this;
    const incoming = open.incoming?.stagedTable(id);
    const { loaded, table } = incoming ?? { loaded: open.loaded(), table: open.table(id) };
    const { catalog, tables, dataset } = loaded;
    const plan = tables[0].id === id ? planLines(catalog, table, dataset.options) : null;
    const reader = incoming?.source?.reader ?? null;
    return rejectedCsv({ database, catalog, table, plan, reader, signal });
  }

  remove(id: string): Promise<Dataset> {
    const { database, open } = this;
    return open.inTurn(async () => {
      open.table(id);
      open.use(await takeTableOut(database, open.current!, id));
      return open.loaded().dataset;
    });
  }
}
