import { expect, it, vi } from 'vitest';
import { makeWording } from '../../i18n/wording';
import page from '../../i18n/en.json';
import notebook from '../../i18n/notebook.en.json';
import { formatMessage } from '../../i18n/format-message';
import { shareWords } from './share-words';

vi.mock('../../i18n/language.svelte', () => {
  const english = { ...page, ...notebook };
  const wording = { language: 'en', locale: 'en-GB', interfaceTexts: english, texts: english } as const;
  return {
    language: { wording: makeWording(wording) },
    text: (key: keyof typeof english, values: Record<string, string>) =>
      formatMessage(english[key], 'en-GB', values),
  };
});

it('tells a little from nothing, and nearly all from all', () => {
  const shares = [0, 0.0000037, 0.001, 0.0046, 0.01, 0.5, 0.751, 0.99, 0.997, 0.9996, 1];
  expect(shares.map(shareWords)).toEqual([
    '0%',
    'under 0.1%',
    '0.1%',
    '0.5%',
    '1%',
    '50%',
    '75%',
    '99%',
    '99.7%',
    'over 99.9%',
    '100%',
  ]);
});
