import type { Scalar } from '../../workers/api';
import type { Wording } from '../analyses/figure';
import type { CellRun } from '../cells/cell-run.svelte';
import { formatCell } from '../cells/format-cell';
import type { TextKey } from '../i18n/keys';
import { inlineValue, type InlineValue } from './inline-values';
import { inputValues } from './living/inputs';
import type { OpenNotebook } from './open-notebook.svelte';

interface Words {
  wording: Wording;
  wordingOf: (analysis: string) => Wording;
  textsOf: (analysis: string) => Record<string, string>;
  text: (key: TextKey) => string;
}

/** A value of the notebook that prose names, as it is read there; null while there is none. */
export function valueText(path: string, notebook: OpenNotebook, words: Words): string | null {
  const found = inlineValue(path, (id) => valuesOf(id, notebook));
  if (!found || found.value === null) return null;
  const run = notebook.cells.run(found.id);
  return run?.outcome?.kind === 'analysis'
    ? resultText(found, run, words)
    : plainText(found.value, words.wording);
}

function valuesOf(id: string, { cells, editor }: OpenNotebook) {
  const outcome = cells.run(id)?.outcome;
  if (outcome?.kind === 'analysis') return outcome.result.summary;
  if (outcome?.kind === 'sql') return (outcome.table.get(0)?.toJSON() ?? {}) as Record<string, Scalar>;
  const inputs = inputValues(editor.document.blocks);
  return inputs.has(id) ? { [id]: inputs.get(id) ?? null } : null;
}

function resultText({ name, value }: InlineValue, run: CellRun, words: Words): string {
  const { wordingOf, textsOf, text } = words;
  const { analysis, params } = (run.outcome as Extract<CellRun['outcome'], { kind: 'analysis' }>).result;
  return formatCell(name, value, {
    texts: textsOf(analysis),
    wording: wordingOf(analysis),
    unit: String(params.period ?? 'day'),
    currency: String(params.currency ?? 'none'),
    table: 'summary',
    interfaceText: text,
  });
}

function plainText(value: Scalar, wording: Wording): string {
  return typeof value === 'number' ? wording.number(value, { maximumFractionDigits: 2 }) : String(value);
}
