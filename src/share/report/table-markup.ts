import { DataType, type Table } from 'apache-arrow';
import { text } from '../../i18n/language.svelte';
import { inSlices } from '../../ui/in-slices';
import { markup, Markup } from './markup';
import type { Mask } from './masking/mask-row';
import { mostRows } from './report-context';

export interface ShownTable {
  table: Table;
  caption: string;
  columnLabel: (name: string) => string;
  formatCell: (name: string, value: unknown) => string;
  mask?: Mask;
}

/** Tables up to so many rows lie open; longer ones are folded up. */
const mostOpenRows = 14;
/** More columns than these are too many for a page of paper in the usual size. */
const mostColumns = 9;
/** A table of few rows and many columns is turned: a row for each column. */
const mostTurnedRows = 4;

interface Column {
  name: string;
  isNumber: boolean;
}

function columnsOf({ schema }: Table): Column[] {
  return schema.fields.map(({ name, type }) => ({
    name,
    isNumber: DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type),
  }));
}

const classOf = ({ isNumber }: Column): Markup | null => (isNumber ? markup` class="number"` : null);

function valueMarkup({ table, formatCell, mask }: ShownTable, { name }: Column, row: number): Markup {
  if (mask?.get(row)?.has(name)) return markup`<i>${text('report.masked')}</i>`;
  return markup`<bdi>${formatCell(name, table.getChild(name)?.get(row))}</bdi>`;
}

/** The rows of a body, one after another. */
function* bodyRows(shown: ShownTable, columns: readonly Column[], rows: number): Generator<Markup> {
  for (let row = 0; row < rows; row += 1) {
    const cells = columns.map((column, place) => {
      const value = valueMarkup(shown, column, row);
      return place === 0
        ? markup`<th scope="row" ${classOf(column)}>${value}</th>`
        : markup`<td${classOf(column)}>${value}</td>`;
    });
    yield markup`<tr>
      ${cells}
    </tr> `;
  }
}

/** As many columns as the table has rows, the first column's values above them. */
function turned(shown: ShownTable, columns: readonly Column[]): Markup {
  const [first, ...others] = columns;
  const rows = Array.from({ length: shown.table.numRows }, (_, row) => row);
  const heads = rows.map(
    (row) => markup`<th scope="col" class="number">${valueMarkup(shown, first, row)}</th>`,
  );
  const body = others.map(
    (column) =>
      markup`<tr>
        <th scope="row">${shown.columnLabel(column.name)}</th>
        ${rows.map((row) => markup`<td class="number">${valueMarkup(shown, column, row)}</td>`)}
      </tr> `,
  );
  return markup`<thead>
      <tr>
        <th scope="col">${shown.columnLabel(first.name)}</th>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>`;
}

async function upright(shown: ShownTable, columns: readonly Column[], rows: number): Promise<Markup> {
  const heads = columns.map(
    (column) => markup`<th scope="col" ${classOf(column)}>${shown.columnLabel(column.name)}</th>`,
  );
  const body = await written(bodyRows(shown, columns, rows));
  return markup`<thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>`;
}

/** Puts pieces together without holding up the page. */
async function written(pieces: Generator<Markup>): Promise<Markup> {
  function* steps(): Generator<void, string> {
    const parts: string[] = [];
    for (const { source } of pieces) {
      parts.push(source);
      yield;
    }
    return parts.join('');
  }
  return new Markup((await inSlices(steps(), new AbortController().signal)) ?? '');
}

/** A table with its caption; folded up where it is long, and cut where it is very long, which it says. */
export async function tableMarkup(shown: ShownTable): Promise<Markup> {
  const { table, caption } = shown;
  const columns = columnsOf(table);
  const rows = Math.min(table.numRows, mostRows);
  const isWide = columns.length > mostColumns;
  const isTurned = isWide && table.numRows <= mostTurnedRows;
  const inside = isTurned ? turned(shown, columns) : await upright(shown, columns, rows);
  const whole = markup`<div class="scroller" role="group" aria-label="${caption}" tabindex="0"><table${
    isWide && !isTurned && markup` class="wide"`
  }>
<caption>${caption}</caption>
${inside}
</table></div>${cutSentence(rows, table.numRows)}`;
  if (!isFoldedUp(table)) return whole;
  return markup`<details>
    <summary>${caption} <span class="quiet">${text('cell.rows', { rows: table.numRows })}</span></summary>
    ${whole}
  </details>`;
}

/** Whether a table has to be unfolded to be read. */
export function isFoldedUp({ numRows }: Table): boolean {
  return numRows > mostOpenRows;
}

function cutSentence(rows: number, all: number): Markup | null {
  return rows < all ? markup`<p class="quiet">${text('report.rowsCut', { rows, all })}</p>` : null;
}
