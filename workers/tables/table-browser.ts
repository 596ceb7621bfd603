import type {
  OnProgress,
  SqlResult,
  TablePage,
  TablePageRequest,
  TableProfile,
  TableRowsRequest,
} from '../api';
import type { Database } from '../duckdb/database';
import { tablePage, tableSize, type TableSize } from './page';
import { tableProfile } from './profile';
import type { ProfileDays } from './profiled-column';
import type { RawTable } from './raw-table';
import { tableRows } from './rows';
import { RowOrders } from './row-orders';

/** Looks into one table as it was read, for as long as that table stands. To be closed before the table goes. */
export class TableBrowser {
  private readonly orders = new RowOrders();
  private known: TableSize | null = null;
  private looked: { days: string; profile: TableProfile } | null = null;

  constructor(
    private readonly database: Database,
    private readonly table: RawTable,
  ) {}

  page(request: TablePageRequest, signal: AbortSignal): Promise<TablePage> {
    const { database, table, orders } = this;
    return tablePage({ database, table, orders, size: (stop) => this.size(stop) }, request, signal);
  }

  rows(request: TableRowsRequest, signal: AbortSignal): Promise<SqlResult> {
    return tableRows(this.database, this.table, request, signal);
  }

  /** The same table on the same day looks the same: it is looked at once. */
  async profile(days: ProfileDays, signal: AbortSignal, onProgress?: OnProgress): Promise<TableProfile> {
    const key = JSON.stringify(days);
    if (this.looked?.days !== key) {
      const profile = await tableProfile(this.database, this.table, days, signal, onProgress);
      this.looked = { days: key, profile };
    }
    return this.looked.profile;
  }

  close(): void {
    this.orders.close();
  }

  private async size(signal: AbortSignal): Promise<TableSize> {
    this.known ??= await tableSize(this.database, this.table, signal);
    return this.known;
  }
}
