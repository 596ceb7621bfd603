import { formatBytes } from '../../i18n/formats';
import { language, text } from '../../i18n/language.svelte';
import type { Readiness, Update } from './offline.svelte';

const size = (bytes: number) => formatBytes(bytes, language.locale);

/** Empty as long as nothing is known. */
export function readinessText(readiness: Readiness): string {
  switch (readiness.is) {
    case 'unknown':
      return '';
    case 'ready':
      return text('offline.ready');
    case 'getting':
      return text('offline.getting', { share: shareOf(readiness), all: size(readiness.ofBytes) });
    case 'impossible':
      return text(`offline.not.${readiness.why}`);
    case 'failed':
      return text(`offline.not.${readiness.why}`, { all: size(readiness.ofBytes) });
  }
}

/**
 * Empty where there is no later version.
 * @param isInMemory whether what is open is lost when the page starts again
 */
export function updateText(update: Update, isInMemory: boolean): string {
  switch (update.is) {
    case 'none':
      return '';
    case 'offered':
      return text(isInMemory ? 'offline.update.memory' : 'offline.update.offered');
    case 'hindered':
      return text('offline.update.hindered', { tabs: update.otherTabs });
    case 'failed':
      return text(update.why === 'space' ? 'offline.update.space' : 'offline.update.failed', {
        all: size(update.ofBytes),
      });
    default:
      return text(`offline.update.${update.is}`);
  }
}

/** Hundredths, rounded down: all of it is there only when it is. */
function shareOf({ bytes, ofBytes }: { bytes: number; ofBytes: number }): number {
  return ofBytes > 0 ? Math.floor((bytes / ofBytes) * 100) / 100 : 0;
}
