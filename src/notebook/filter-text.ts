import type { CustomerFilter } from '../../workers/api';
import type { Wording } from '../analyses/figure';
import { isolated } from '../i18n/isolated';
import type { TextKey } from '../i18n/keys';

interface Words {
  wording: Wording;
  /** What an RFM segment is called. */
  segmentText: (segment: string) => string;
  list: (items: string[]) => string;
  text: (key: TextKey, values?: Record<string, string>) => string;
}

/** A filter in words: whom it leaves. */
export function filterText(filter: CustomerFilter, { wording, segmentText, list, text }: Words): string {
  switch (filter.kind) {
    case 'dates': {
      const [from, to] = [filter.from, filter.to].map((day) => (day === null ? '' : wording.date(day)));
      if (filter.to === null) return text('filter.words.from', { from });
      if (filter.from === null) return text('filter.words.to', { to });
      return text('filter.words.dates', { from, to });
    }
    case 'cohort':
      return text('filter.words.cohort', { period: wording.period(filter.period, filter.unit) });
    case 'segment':
      return text('filter.words.segment', { segments: list(filter.segments.map(segmentText)) });
    case 'attribute': {
      const values = filter.values.map((value) =>
        value === null ? text('filter.noValue') : isolated(value),
      );
      return text('filter.words.attribute', { name: isolated(filter.name), values: list(values) });
    }
  }
}
