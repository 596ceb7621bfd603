import type { AnalysisSpec, Dataset } from '../../workers/api';
import type { LanguageCode } from '../i18n/keys';
import { contractsOf, settingsOf } from './contracts';
import { compose, pieceOf, piecesOf } from './document/compose';
import { changeFront } from './document/front-matter';
import { parse } from './document/parse';
import { paramsToYaml, writeCell } from './document/write';
import { isPossible } from './possible';

/**
 * The notebook that is written when data comes in: the review's template without what the data does not allow, and with
 * the analyses that the template does not know yet.
 */
export function reviewOf(
  template: string,
  dataset: Dataset,
  specs: readonly AnalysisSpec[],
  language: LanguageCode,
): string {
  const document = parse(template, specs);
  const isAllowed = (id: string) => specs.some((spec) => spec.id === id && isPossible(spec, dataset));
  const pieces = piecesOf(document).filter((_, place) => {
    const block = document.blocks[place];
    return block.kind !== 'analysis' || isAllowed(block.analysis);
  });
  const known = new Set(document.blocks.flatMap((each) => (each.kind === 'analysis' ? each.analysis : [])));
  const more = specs
    .filter(({ id }) => !known.has(id) && isAllowed(id))
    .map(({ id, written }) => pieceOf(writeCell({ kind: id, id }, paramsToYaml({ ...written })), true));
  const front = changeFront(document.front, {
    title: dataset.fileName,
    language,
    settings: settingsOf(dataset.options),
    tables: contractsOf(dataset, new Map()),
  });
  return compose(front.source, [...pieces, ...more]);
}
