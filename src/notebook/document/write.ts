import type { Scalar } from '../../../workers/api';
import type { ParameterValue } from './document';
import { linesOf, withoutEnd } from './split';
import { changeYamlMap, type Plain } from './yaml-map';

/** The text of new and changed blocks. Whatever a changed block held that is not changed stays as it was. */

const cellKeys: Record<string, readonly string[]> = {
  data: ['table'],
  chart: ['from', 'mark', 'x', 'y', 'colour', 'facet'],
  input: ['kind', 'label', 'value', 'to', 'options', 'attribute', 'min', 'max'],
};

/** Prose as a block; one without words is only its marker. */
export function writeText(markdown: string, collapsed = false): string {
  const words = closed(markdown.replace(/\r\n/g, '\n').replace(/^\n+|\s+$/g, ''));
  const marker = collapsed ? '<!-- text collapsed -->\n' : words === '' ? '<!-- text -->\n' : '';
  return words === '' ? `${marker}\n` : `${marker}${words}\n\n`;
}

/** A fence left open would swallow the cells after it. */
function closed(markdown: string): string {
  let open: string | null = null;
  for (const line of markdown.split('\n')) {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (!fence) continue;
    if (open === null) open = fence[1];
    else if (fence[1].startsWith(open) && fence[2].trim() === '') open = null;
  }
  return open === null ? markdown : `${markdown}\n${open}`;
}

export interface CellHead {
  kind: string;
  id: string;
  /** Behind the id, for a cell of SQL. */
  attributes?: Record<string, Scalar>;
  collapsed?: boolean;
}

function writeHead({ kind, id, attributes = {}, collapsed = false }: CellHead): string {
  const more = Object.entries(attributes).flatMap(([name, value]) =>
    value === null
      ? []
      : `${name}=${/[\s"`]/.test(String(value)) ? `"${String(value).replace(/["`\r\n]/g, '')}"` : String(value)}`,
  );
  return [kind, `id=${id}`, ...more, ...(collapsed ? ['collapsed'] : [])].join(' ');
}

/** A cell whose content is YAML. */
export function writeCell(head: CellHead, values: Record<string, Plain>): string {
  return fenced(head, changeYamlMap('', values, cellKeys[head.kind]));
}

export function writeSql(head: Omit<CellHead, 'kind'>, sql: string): string {
  return fenced({ ...head, kind: 'sql' }, sql === '' ? '' : `${sql.replace(/\r\n/g, '\n')}\n`);
}

/** With more backticks than any line inside begins with. */
function fenced(head: CellHead, body: string): string {
  const longest = [...body.matchAll(/^ {0,3}(`{3,})/gm)].reduce(
    (most, [, ticks]) => Math.max(most, ticks.length),
    2,
  );
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${writeHead(head)}\n${body}${ticks}\n\n`;
}

/** The parts of a cell's text: its first line, what is inside, and its end. */
export function partsOf(source: string): { head: string; body: string; end: string } {
  const lines = linesOf(source);
  const ticks = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0])?.[1] ?? '```';
  const last = lines.findLastIndex((line, place) => place > 0 && withoutEnd(line).trim().startsWith(ticks));
  const end = last < 0 ? lines.length : last;
  return { head: lines[0], body: lines.slice(1, end).join(''), end: lines.slice(end).join('') };
}

/** The cell with some of its values changed; null takes one out. */
export function changeCell(
  source: string,
  kind: string,
  changes: Record<string, Plain>,
  order = cellKeys[kind],
): string {
  const { head, body, end } = partsOf(source);
  return head + changeYamlMap(body, changes, order) + end;
}

/** The cell of SQL with another text. */
export function changeSql(source: string, head: Omit<CellHead, 'kind'>, sql: string): string {
  const { body, end } = partsOf(source);
  const isFitting = !/^ {0,3}[`~]{3,}/m.test(sql) && !/^ {0,3}[`~]{3,}/m.test(body);
  if (!isFitting) return writeSql(head, sql);
  return partsOf(source).head + (sql === '' ? '' : `${sql.replace(/\r\n/g, '\n')}\n`) + end;
}

/** The block with something else in its first line: an id, a flag, what stands behind them. */
export function changeHead(source: string, head: CellHead): string {
  const { head: former, body, end } = partsOf(source);
  const [, indent, ticks] = /^( {0,3})(`{3,}|~{3,})/.exec(former) ?? ['', '', '```'];
  return `${indent}${ticks}${writeHead(head)}\n${body}${end}`;
}

/** Parameters as they stand in a file. */
export function paramsToYaml(params: Record<string, ParameterValue>): Record<string, Plain> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? `$${value.input}` : value,
    ]),
  );
}
