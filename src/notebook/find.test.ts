import { expect, it } from 'vitest';
import { parse } from './document/parse';
import { findIn } from './find';

it('finds words in every kind of cell', () => {
  const document = parse(
    '---\nformat: 1\n---\n\nLoyal loyal\n\n```sql id=a\nSELECT Loyal\n```\n\n```sql id=b\n```\n',
    [],
  );
  expect(findIn(document, ' LOYAL')).toEqual([
    { place: 0, times: 2 },
    { place: 1, times: 1 },
  ]);
  expect(findIn(document, '  ')).toEqual([]);
  expect(findIn(document, 'x.*')).toEqual([]);
});
