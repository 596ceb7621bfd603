import type { Scalar, Suspicion } from '../../../workers/api';
import { formatList, isIsoDate } from '../../i18n/formats';
import { language, text } from '../../i18n/language.svelte';
import type { TextKey } from '../../i18n/keys';
import { shareWords } from './share-words';

/** What something odd means, and what to do about it. */
export interface SuspicionWords {
  what: string;
  next: string;
}

/** With more than this share below zero, the sign itself is in doubt. */
const mostNegative = 0.5;

/** Suspicions that several columns can share are said once. */
const shared: readonly Suspicion['code'][] = ['emptyColumn', 'constantColumn'];

function keyOf({ code, values }: Suspicion): string {
  if (code === 'futureDates') return `${code}.${String(values.since)}`;
  if (code === 'dominantCustomer') return `${code}.${String(values.by)}`;
  if (code === 'negativeAmounts' && Number(values.share) > mostNegative) return `${code}.most`;
  return code;
}

/** People's own words must not pull the sentence around them into their direction. */
function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

function written(value: Scalar): Scalar {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return value;
  return isIsoDate(value) ? language.wording.date(value) : isolated(value);
}

function wordsOf(suspicion: Suspicion, columns: readonly string[]): SuspicionWords {
  const key = `table.suspicion.${keyOf(suspicion)}`;
  const values = {
    ...Object.fromEntries(Object.entries(suspicion.values).map(([name, value]) => [name, written(value)])),
    columns: formatList(columns.map(isolated), language.locale),
    count: columns.length,
    ...(typeof suspicion.values.share === 'number' && { share: shareWords(suspicion.values.share) }),
  };
  return { what: text(`${key}.what` as TextKey, values), next: text(`${key}.next` as TextKey, values) };
}

/** In the order of the engine; what is shared stands where it is met first. */
export function suspicionWords(suspicions: readonly Suspicion[]): SuspicionWords[] {
  return suspicions.flatMap((suspicion, place) => {
    const column = String(suspicion.values.column);
    if (!shared.includes(suspicion.code)) return [wordsOf(suspicion, [column])];
    const alike = suspicions.filter(({ code }) => code === suspicion.code);
    if (suspicions.indexOf(alike[0]) !== place) return [];
    return [
      wordsOf(
        suspicion,
        alike.map(({ values }) => String(values.column)),
      ),
    ];
  });
}
