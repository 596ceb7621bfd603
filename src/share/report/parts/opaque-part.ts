import { text } from '../../../i18n/language.svelte';
import type { OpaqueBlock } from '../../../notebook/document/document';
import { markup } from '../markup';
import type { ReportPart } from '../report-context';
import { codeMarkup } from './queries-markup';

/** A cell that can't be read, as it stands in the file. */
export function opaquePart({ source, damages }: OpaqueBlock, anchor: string): ReportPart {
  const isKept = damages.some(({ code }) => code === 'unknownKind');
  const title = text(isKept ? 'opaque.unknown' : 'opaque.damaged');
  return {
    contents: [{ anchor, level: 2, words: markup`${title}` }],
    body: markup`<section>
      <h2 id="${anchor}">${title}</h2>
      ${codeMarkup(source.trimEnd(), title)}
    </section> `,
  };
}
