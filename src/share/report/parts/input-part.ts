import { inputSign } from '../../../cells/input-sign';
import { language, text } from '../../../i18n/language.svelte';
import type { InputBlock } from '../../../notebook/document/document';
import { inputValues } from '../../../notebook/living/inputs';
import { markup } from '../markup';
import type { ReportPart } from '../report-context';

function written(value: unknown): string {
  if (value === null || value === undefined || value === '') return text('input.none');
  return typeof value === 'number' ? language.wording.number(value) : language.wording.date(String(value));
}

/** An input with its value, and the name by which cells ask for it. */
export function inputPart(block: InputBlock): ReportPart {
  const values = [...inputValues([block])].map(
    ([name, value], place) =>
      markup`${place === 0 ? '' : ' – '}<strong><bdi>${written(value)}</bdi></strong>
        <code dir="ltr">${inputSign(name)}</code>`,
  );
  return {
    contents: [],
    body: markup`<p class="input"><bdi>${block.label ?? block.id}</bdi>: ${values}</p> `,
  };
}
