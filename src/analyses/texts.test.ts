import { readdirSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { analysisTexts } from './wording-test-data';

const analyses = readdirSync('src/analyses', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Names of the blanks of a message. */
function blanks(message: string): string[] {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === 'object' && node !== null) {
      const { type, value } = node as { type?: number; value?: unknown };
      if (type !== undefined && type > 0 && type < 7 && typeof value === 'string') names.add(value);
      Object.values(node).forEach(walk);
    }
  };
  walk(new IntlMessageFormat(message, 'en').getAst());
  return [...names].sort();
}

describe.each(analyses)('texts of %s', (analysis) => {
  const [english, arabic] = (['en', 'ar'] as const).map((language) => analysisTexts(analysis, language));

  test('both languages have the same keys, in the same order', () => {
    expect(Object.keys(arabic)).toEqual(Object.keys(english));
  });

  test('every message is well formed and no text is empty', () => {
    for (const [texts, locale] of [
      [english, 'en'],
      [arabic, 'ar'],
    ] as const) {
      for (const text of Object.values(texts)) {
        expect(() => new IntlMessageFormat(text, locale)).not.toThrow();
        expect(text.trim()).not.toBe('');
      }
    }
  });

  test('both languages fill the same blanks', () => {
    for (const key of Object.keys(english))
      expect([key, blanks(arabic[key])]).toEqual([key, blanks(english[key])]);
  });

  test('Arabic plurals have all six forms', () => {
    for (const text of Object.values(arabic)) {
      for (const [plural] of text.matchAll(/, plural, (?!=0)[^}]*/g))
        expect([text, plural]).toEqual([text, expect.stringContaining('zero')]);
    }
  });

  test('a percentage written in Arabic keeps its sign behind the number', () => {
    // Without a direction mark a per cent sign after an Arabic word moves to the number's other side.
    for (const text of Object.values(arabic)) expect(text).not.toMatch(/(?<!\u200e)\b\d+%/);
  });

  test('an association is not called a cause', () => {
    expect(Object.values(english).join(' ')).not.toMatch(/\bcauses?\b|Oops/i);
  });
});
