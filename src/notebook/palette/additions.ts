import type { AnalysisSpec } from '../../../workers/api';
import type { TextKey } from '../../i18n/keys';
import type { NotebookDocument } from '../document/document';
import { freshId } from '../document/edits';
import { paramsToYaml, writeCell, writeSql, writeText } from '../document/write';
import type { Command } from './command';

interface Words {
  text: (key: TextKey) => string;
  analysisText: (analysis: string, key: string) => string;
}

/** Every cell that can be added, as a command. */
export function additions(
  document: NotebookDocument,
  specs: readonly AnalysisSpec[],
  { text, analysisText }: Words,
  add: (source: string) => void,
): Command[] {
  const command = (id: string, words: string, alsoKnownAs: string, source: () => string): Command => ({
    id: `add ${id}`,
    words,
    alsoKnownAs,
    run: () => add(source()),
  });
  const idOf = (wished: string) => freshId(document, wished);
  const [results] = resultNames(document);
  return [
    command('text', text('add.text'), 'text prose markdown', () => writeText('')),
    command('sql', text('add.sql'), 'sql query', () => writeSql({ id: idOf('query') }, '')),
    ...specs.map(({ id, written }) =>
      command(id, analysisText(id, 'title'), `${id} ${analysisText(id, 'short')}`, () =>
        writeCell({ kind: id, id: idOf(id) }, paramsToYaml({ ...written })),
      ),
    ),
    command('chart', text('add.chart'), 'chart figure plot', () =>
      writeCell({ kind: 'chart', id: idOf('chart') }, results === undefined ? {} : { from: results }),
    ),
    ...(['dates', 'choice', 'number', 'text'] as const).map((kind) =>
      command(`input ${kind}`, text(`add.input.${kind}`), `input parameter ${kind}`, () =>
        writeCell({ kind: 'input', id: idOf(kind === 'dates' ? 'span' : kind) }, { kind }),
      ),
    ),
    command('data', text('add.data'), 'data table', () => writeCell({ kind: 'data', id: idOf('data') }, {})),
  ];
}

/** Cells of SQL, the last first: what was just asked is what one wants to draw. */
function resultNames({ blocks }: NotebookDocument): string[] {
  return blocks.flatMap((block) => (block.kind === 'sql' ? block.id : [])).reverse();
}
