import { expect, it } from 'vitest';
import english from '../i18n/import.en.json';
import { formatMessage } from '../i18n/format-message';
import type { TextKey } from '../i18n/keys';
import { readingValueWords, shownShare, worthSaying } from './reading-words';

const text = (key: TextKey, values?: Record<string, string | number>) =>
  formatMessage((english as Record<string, string>)[key], 'en', values);

it.each([
  ['delimiter', '\t', 'a tab'],
  ['delimiter', '~', '~'],
  ['delimiter', '', 'nothing, as there is one column'],
  ['delimiter', '\x01', 'a sign that is not printed'],
  ['delimiter', '،', 'an Arabic comma'],
  ['quote', '', 'nothing'],
  ['header', '0', 'not in the file'],
  ['header', '4', 'in line 4'],
  ['encoding', 'utf-8', 'UTF-8'],
  ['encoding', 'Windows-1256', 'Windows-1256 (Arabic, Windows)'],
  ['sheet', 'Orders', 'Orders'],
] as const)('%s %j is called %s', (setting, value, words) => {
  expect(readingValueWords(setting, value, text)).toBe(words);
});

it('says nothing of what leaves no choice and has no doubt', () => {
  const guess = { setting: 'sheet', value: 'a', options: ['a'], share: null } as const;
  const doubtful = { ...guess, share: 0.98 };
  const choice = { ...guess, options: ['a', 'b'] };
  const all = [guess, doubtful, choice, { ...guess, share: 1 }].map((each) => ({
    ...each,
    options: [...each.options],
  }));
  expect(worthSaying(all)).toEqual([all[1], all[2]]);
});

it('never rounds a share up to all', () => {
  expect([0, 0.98, 0.98765, 0.9999, 1].map(shownShare)).toEqual([0, 0.98, 0.987, 0.999, 1]);
});
