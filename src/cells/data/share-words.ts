import { language, text } from '../../i18n/language.svelte';

const least = 0.001;
/** So near an end a decimal tells it apart from the end. */
const near = 0.01;

/** A share as per cent. A little is not nothing, and nearly all is not all: both are said as they are. */
export function shareWords(share: number): string {
  const { percent } = language.wording;
  if (share > 0 && share < least) return text('table.share.under', { share: percent(least, 1) });
  if (share > 1 - least && share < 1) return text('table.share.over', { share: percent(1 - least, 1) });
  const isNearAnEnd = share > 0 && share < 1 && Math.min(share, 1 - share) < near;
  return percent(share, isNearAnEnd ? 1 : 0);
}
