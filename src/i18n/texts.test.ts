import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import arabicPage from './ar.json';
import englishPage from './en.json';
import arabicImport from './import.ar.json';
import englishImport from './import.en.json';
import arabicNotebook from './notebook.ar.json';
import englishNotebook from './notebook.en.json';
import arabicOffline from './offline.ar.json';
import englishOffline from './offline.en.json';
import arabicPrivacy from './privacy.ar.json';
import englishPrivacy from './privacy.en.json';
import arabicShare from './share.ar.json';
import englishShare from './share.en.json';

const arabic = {
  ...arabicPage,
  ...arabicImport,
  ...arabicNotebook,
  ...arabicOffline,
  ...arabicPrivacy,
  ...arabicShare,
};
const english = {
  ...englishPage,
  ...englishImport,
  ...englishNotebook,
  ...englishOffline,
  ...englishPrivacy,
  ...englishShare,
};

/** As much of a parsed message as matters here. */
interface MessagePart {
  value?: string;
  options?: Record<string, { value: MessagePart[] }>;
  pluralType?: string;
}

/** Names of the blanks of a message, and for each plural its forms. */
function blanksOf(parts: MessagePart[], found = new Map<string, string[]>()): Map<string, string[]> {
  for (const part of parts) {
    if (part.value !== undefined) {
      found.set(
        part.value,
        part.pluralType ? Object.keys(part.options ?? {}) : (found.get(part.value) ?? []),
      );
    }
    for (const option of Object.values(part.options ?? {})) blanksOf(option.value, found);
  }
  return found;
}

const literal = 0;

function withoutLiterals(parts: (MessagePart & { type?: number })[]): MessagePart[] {
  return parts
    .filter(({ type }) => type !== literal)
    .map((part) => ({
      ...part,
      options:
        part.options &&
        Object.fromEntries(
          Object.entries(part.options).map(([name, { value }]) => [name, { value: withoutLiterals(value) }]),
        ),
    }));
}

function parsed(message: string): Map<string, string[]> {
  const format = new IntlMessageFormat(message, 'en', {}, { ignoreTag: true });
  return blanksOf(withoutLiterals(format.getAst() as MessagePart[]));
}

const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other'];

describe('texts of the interface', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(arabic).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(english))('%s has the same blanks in both languages', (key, message) => {
    const translated = arabic[key as keyof typeof arabic];
    expect([...parsed(translated).keys()].sort()).toEqual([...parsed(message).keys()].sort());
  });

  it.each(Object.entries(arabic))('%s has all six plural forms in Arabic', (_key, message) => {
    for (const forms of parsed(message).values()) {
      if (forms.length > 0) expect(forms).toEqual(expect.arrayContaining(arabicForms));
    }
  });
});
