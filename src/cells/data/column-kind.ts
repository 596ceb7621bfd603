import {
  ownValue,
  type ColumnFormat,
  type ColumnProfile,
  type DatasetTable,
  type Role,
  type SourceColumn,
} from '../../../workers/api';

export type ColumnKind = ColumnProfile['kind'];

/** A column of a table in use: what it means, and what its values are. */
export interface TableColumn {
  name: string;
  role: Role;
  kind: ColumnKind;
}

function kindOfFormat(format: ColumnFormat, type: string): ColumnKind {
  if (format === 'native') return kindOfType(type);
  if (format.startsWith('number')) return 'number';
  if (format.startsWith('date')) return 'date';
  return format === 'boolean' ? 'boolean' : 'text';
}

function kindOfType(type: string): ColumnKind {
  if (/^(DATE|TIMESTAMP)/.test(type)) return 'date';
  if (/INT|^(DOUBLE|FLOAT|REAL|DECIMAL)/.test(type)) return 'number';
  return type === 'BOOLEAN' ? 'boolean' : 'text';
}

/** The columns that are read; the engine's look at them knows best what their values are. */
export function tableColumns(
  { columns, settings }: DatasetTable,
  profiles: readonly ColumnProfile[] | null,
): TableColumn[] {
  const left = (name: string) => settings.leftOut?.includes(name) ?? false;
  return columns.filter(({ name }) => !left(name)).map((column) => describe(column, settings, profiles));
}

function describe(
  { name, role, type, formats }: SourceColumn,
  settings: DatasetTable['settings'],
  profiles: readonly ColumnProfile[] | null,
): TableColumn {
  const profile = profiles?.find((candidate) => candidate.name === name);
  const format = ownValue(settings.formats, name) ?? formats[0]?.format ?? 'native';
  return {
    name,
    role: ownValue(settings.mapping, name) ?? role,
    kind: profile?.kind ?? kindOfFormat(format, type),
  };
}
