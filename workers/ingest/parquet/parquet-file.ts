import type { Platform, SourceFile } from '../../duckdb/platform';
import { planColumns, type ArrowColumn, type ArrowColumns } from '../arrow/columns';
import { widenOdd } from '../arrow/odd-types';
import { schemaOfStream } from '../arrow/schema';
import { readFooter, unreadable, type Footer, type RowGroup } from './footer';
import { smallFile } from './small-file';

type ParquetModule = Awaited<ReturnType<Platform['loadParquet']>>;

/** Rows of some row groups that follow each other. */
export interface Portion {
  groups: readonly RowGroup[];
  /** Rows left out at the beginning, and taken after that. */
  offset: number;
  limit: number;
}

/** Rows in one Arrow batch: large enough that a batch costs nothing, small enough to need little memory at once. */
const batchRows = 65_536;

/** One Parquet file, its footer read. */
export class ParquetFile {
  /** The bytes last gathered, since a large row group is decoded in several portions. */
  private gathered: { key: string; bytes: Uint8Array } | null = null;

  private constructor(
    readonly name: string,
    readonly blob: Blob,
    readonly footer: Footer,
    readonly plan: ArrowColumns,
    private readonly parquet: ParquetModule,
  ) {}

  /** @throws EngineError `parquetUnreadable` */
  static async open(platform: Platform, file: SourceFile): Promise<ParquetFile> {
    const parquet = await platform.loadParquet();
    const blob = await file.blob();
    const footer = await readFooter(blob);
    try {
      const empty = parquet.readParquet(await smallFile(blob, footer, [], () => true));
      const fields = schemaOfStream(empty.schema.intoIPCStream());
      empty.free();
      return new ParquetFile(file.name, blob, footer, planColumns(fields), parquet);
    } catch (thrown) {
      throw unreadable(thrown);
    }
  }

  /**
   * Decodes some rows to an Arrow IPC stream. The top-level fields stand in the order of the file.
   * @throws EngineError `parquetUnreadable`
   */
  async decode(portion: Portion, columns: readonly ArrowColumn[]): Promise<Uint8Array> {
    try {
      const bytes = await this.gather(portion.groups, columns);
      const table = this.parquet.readParquet(bytes, {
        offset: portion.offset,
        limit: portion.limit,
        batchSize: batchRows,
      });
      const odd = this.plan.odd.filter(({ field }) => columns.some((column) => column.field === field));
      return widenOdd(table.intoIPCStream(), odd, columns);
    } catch (thrown) {
      throw unreadable(thrown);
    }
  }

  free(): void {
    this.gathered = null;
  }

  private async gather(groups: readonly RowGroup[], columns: readonly ArrowColumn[]): Promise<Uint8Array> {
    const key = `${groups[0]?.start} ${groups.length} ${columns.length}`;
    if (this.gathered?.key === key) return this.gathered.bytes;
    const paths = new Set(columns.map(({ path }) => path.join('\0')));
    const bytes = await smallFile(this.blob, this.footer, groups, (path) => paths.has(path.join('\0')));
    this.gathered = { key, bytes };
    return bytes;
  }
}
