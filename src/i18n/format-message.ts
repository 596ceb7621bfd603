import { IntlMessageFormat } from 'intl-messageformat';
import type { Scalar } from '../../workers/api';

export type MessageValues = Record<string, Scalar>;

const compiled = new Map<string, IntlMessageFormat>();

function compile(message: string, locale: string): IntlMessageFormat {
  const key = `${locale}\n${message}`;
  let format = compiled.get(key);
  if (!format) {
    const formats = { number: { percent: { style: 'percent', maximumFractionDigits: 1 } as const } };
    format = new IntlMessageFormat(message, locale, formats, { ignoreTag: true });
    compiled.set(key, format);
  }
  return format;
}

/** An ICU message with its blanks filled. A faulty message is shown as it is written: a text never breaks the page. */
export function formatMessage(message: string, locale: string, values: MessageValues = {}): string {
  if (!message.includes('{')) return message;
  try {
    return String(compile(message, locale).format(values));
  } catch (error) {
    console.warn(message, error);
    return message;
  }
}
