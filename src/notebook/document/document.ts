import type { CustomerFilter, DataOptions, Role, Scalar } from '../../../workers/api';
import type { LanguageCode } from '../../i18n/keys';

/** The notebook as a document: its front matter and its cells, each with the very text it has in the file. */
export interface NotebookDocument {
  front: FrontMatter;
  blocks: readonly Block[];
}

/** Something in a block's text that could not be understood. The text stays as it is. */
export interface Damage {
  code:
    | 'formatMissing'
    | 'formatNewer'
    | 'yamlBroken'
    | 'unknownKey'
    | 'badValue'
    | 'missingKey'
    | 'idMissing'
    | 'idInvalid'
    | 'idTaken'
    | 'fenceOpen'
    | 'unknownKind';
  /** Line within the block, from 0. */
  line: number;
  values: Record<string, Scalar>;
}

/** One column a table has to bring. */
export interface ContractColumn {
  name: string;
  role: Role;
  /** What its values are: number, date, boolean or text. */
  type: string;
}

/** What a notebook asks of a table: never a row of it. */
export interface TableContract {
  name: string;
  columns: ContractColumn[];
  /** Of the file the notebook was written with; null where none was. */
  rows: number | null;
  hash: string | null;
}

export interface FrontMatter {
  /** Also the empty lines after it. Empty when the file has none. */
  source: string;
  damages: readonly Damage[];
  title: string;
  language: LanguageCode | null;
  settings: Partial<DataOptions>;
  tables: readonly TableContract[];
  filters: readonly CustomerFilter[];
}

interface BlockBase {
  /** Everything up to the next block, also the empty lines between. */
  source: string;
  damages: readonly Damage[];
  collapsed: boolean;
}

/** A value of a parameter: its own, or `$name` of an input. */
export type ParameterValue = Scalar | { input: string };

export interface TextBlock extends BlockBase {
  kind: 'text';
  markdown: string;
}

export interface DataBlock extends BlockBase {
  kind: 'data';
  id: string;
  /** Name of one of the front matter's tables; null is the first. */
  table: string | null;
}

export interface AnalysisBlock extends BlockBase {
  kind: 'analysis';
  id: string;
  analysis: string;
  /** Only what differs from the defaults. */
  params: Record<string, ParameterValue>;
}

export const marks = ['bar', 'line', 'area', 'dot'] as const;
export type Mark = (typeof marks)[number];

/** How rows become a drawing; null where a good default is taken. */
export interface ChartChoices {
  mark: Mark | null;
  x: string | null;
  y: string | null;
  colour: string | null;
  facet: string | null;
}

export interface SqlBlock extends BlockBase {
  kind: 'sql';
  id: string;
  sql: string;
  /** Most rows that are fetched; null is the default. */
  limit: number | null;
  /** Null shows the rows as a table. */
  chart: ChartChoices | null;
}

export interface ChartBlock extends BlockBase, ChartChoices {
  kind: 'chart';
  id: string;
  /** A cell of SQL, or `id_table` of an analysis. */
  from: string | null;
}

export const inputKinds = ['dates', 'choice', 'number', 'text'] as const;

/** A named value: `$id` in SQL and in parameters; of dates `$id_from` and `$id_to`. */
export interface InputBlock extends BlockBase {
  kind: 'input';
  id: string;
  input: (typeof inputKinds)[number];
  label: string | null;
  value: Scalar;
  /** Of dates: the last day, while `value` is the first. */
  to: string | null;
  options: readonly string[];
  /** Attribute whose values are the options. */
  attribute: string | null;
  min: number | null;
  max: number | null;
}

/** A cell of a kind that is not known, or one that can't be read: shown and kept as it is. */
export interface OpaqueBlock extends BlockBase {
  kind: 'opaque';
  id: string | null;
}

export type CellBlock = DataBlock | AnalysisBlock | SqlBlock | ChartBlock | InputBlock;
export type Block = TextBlock | CellBlock | OpaqueBlock;

/** A document is its text; every part of it knows its own. */
export function textOf({ front, blocks }: NotebookDocument): string {
  return front.source + blocks.map(({ source }) => source).join('');
}

/** The damages of the whole document, each with its line in the file, from 1. */
export function damagesOf({ front, blocks }: NotebookDocument): (Damage & { fileLine: number })[] {
  const found: (Damage & { fileLine: number })[] = [];
  let line = 1;
  for (const { source, damages } of [front, ...blocks]) {
    for (const damage of damages) found.push({ ...damage, fileLine: line + damage.line });
    line += countLines(source);
  }
  return found;
}

/** The line of the file in which a block begins, from 1. */
export function firstLineOf({ front, blocks }: NotebookDocument, block: Block): number {
  const before = [front, ...blocks.slice(0, blocks.indexOf(block))];
  return before.reduce((line, { source }) => line + countLines(source), 1);
}

function countLines(text: string): number {
  let lines = 0;
  for (let place = text.indexOf('\n'); place >= 0; place = text.indexOf('\n', place + 1)) lines += 1;
  return lines;
}
