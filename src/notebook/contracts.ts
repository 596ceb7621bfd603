import {
  ownValue,
  defaultDataOptions,
  type DataOptions,
  type Dataset,
  type DatasetTable,
  type Role,
  type SourceColumn,
} from '../../workers/api';
import type { ContractColumn, TableContract } from './document/document';

/** What the open data is, as a notebook's front matter says it; nothing of its rows. */
export function contractsOf(dataset: Dataset, hashes: ReadonlyMap<string, string>): TableContract[] {
  return dataset.tables.map((table) => ({
    name: table.name,
    columns: table.columns
      .map((column) => contractColumn(table, column))
      .filter(({ role }) => role !== 'ignored'),
    rows: table.rows,
    hash: hashes.get(table.id) ?? null,
  }));
}

function contractColumn({ settings }: DatasetTable, column: SourceColumn): ContractColumn {
  const role = ownValue(settings.mapping, column.name) ?? 'attribute';
  return {
    name: column.name,
    role,
    type: typeOf(ownValue(settings.formats, column.name) ?? column.formats[0]?.format),
  };
}

function typeOf(format: string | undefined): string {
  if (format?.startsWith('date')) return 'date';
  if (format?.startsWith('number')) return 'number';
  return format === 'boolean' || format === 'native' ? format : 'text';
}

/** Settings of the data that differ from what is done unasked. */
export function settingsOf(options: DataOptions): Partial<DataOptions> {
  const entries = Object.entries(options).filter(
    ([name, value]) => defaultDataOptions[name as keyof DataOptions] !== value,
  );
  return Object.fromEntries(entries) as Partial<DataOptions>;
}

/** How a file's columns meet a contract. */
export interface ContractMatch {
  contract: TableContract;
  /** Columns the notebook asks for that are not there, and those it does not know. */
  missing: string[];
  more: string[];
  /** Roles by the file's own names of columns. */
  roles: Record<string, Role>;
}

/** Names are compared without regard to case, blanks around them and Unicode form. */
const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * The table of the notebook that a file is, by its columns and not by its name: the one of whose columns most are there.
 * @returns null when not even half of any table's columns are
 */
export function matchContract(
  columns: readonly { name: string }[],
  contracts: readonly TableContract[],
): ContractMatch | null {
  const matches = contracts.map((contract) => match(columns, contract));
  const share = ({ contract, missing }: ContractMatch) =>
    contract.columns.length === 0 ? 0 : 1 - missing.length / contract.columns.length;
  const [best] = matches.sort((one, other) => share(other) - share(one));
  return best && share(best) >= 0.5 ? best : null;
}

/** The tables that are still asked for. Each that is there answers for one of them only: the one it meets best. */
export function unmetContracts(
  contracts: readonly TableContract[],
  tables: readonly { columns: readonly { name: string }[] }[],
): TableContract[] {
  return tables.reduce<TableContract[]>(
    (open, { columns }) => {
      const met = matchContract(columns, open)?.contract;
      return open.filter((contract) => contract !== met);
    },
    [...contracts],
  );
}

function match(columns: readonly { name: string }[], contract: TableContract): ContractMatch {
  const own = new Map(columns.map(({ name }) => [plain(name), name]));
  const roles: Record<string, Role> = {};
  const missing: string[] = [];
  for (const { name, role } of contract.columns) {
    const found = own.get(plain(name));
    if (found === undefined) missing.push(name);
    else roles[found] = role;
  }
  const known = new Set(contract.columns.map(({ name }) => plain(name)));
  const more = columns.map(({ name }) => name).filter((name) => !known.has(plain(name)));
  return { contract, missing, more, roles };
}
