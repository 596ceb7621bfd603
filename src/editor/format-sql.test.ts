import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatSql, placeAfterFormat } from './format-sql';

test('lines and indents are set, letters and blanks stay', () => {
  expect(formatSql('select a, Sum(b) from t where d >= $from and c = $المدينة group by 1')).toBe(
    [
      'select',
      '  a,',
      '  Sum(b)',
      'from',
      '  t',
      'where',
      '  d >= $from',
      '  and c = $المدينة',
      'group by',
      '  1',
    ].join('\n'),
  );
});

test('texts, quoted names and comments stay as they are', () => {
  const formatted = formatSql(`select 'a  b', "x  y" -- why  so\nfrom t`);
  expect(formatted).toContain(`'a  b'`);
  expect(formatted).toContain(`"x  y"`);
  expect(formatted).toContain('-- why  so\n');
});

test('formatting what is formatted changes nothing', () => {
  const once = formatSql('with a as (select 1 as x union all select 2) select x from a where x > 1');
  expect(once).not.toBeNull();
  expect(formatSql(once!)).toBe(once);
});

test.each(['select (1', "select 'a", 'select 1 )', 'select "a'])('%s can not be read', (text) => {
  expect(formatSql(text)).toBeNull();
});

test('what DuckDB alone has is kept word for word or refused, never changed', () => {
  const texts = [
    'select * exclude (a) from t',
    "select x->>'$.a', x::int[], y[1:2], list_transform(l, v -> v + 1), {'a': 1} from t",
    'from t select a qualify row_number() over (partition by b order by c) = 1',
    "select $$a  b$$, 1_000, 0xff, e'a\\'b', -1, - -1, a//b, not a ~~ 'x%' from t asof join u using (d)",
    'select count(*) filter (where a) from t group by all order by all',
  ];
  for (const text of texts) {
    const formatted = formatSql(text);
    if (formatted !== null) expect(formatted.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  }
});

test('the queries of the analyses can be formatted', () => {
  const folder = 'workers/analyses';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.sql'),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    expect(formatSql(text)?.replace(/\s/g, ''), file).toBe(text.replace(/\s/g, ''));
  }
});

test('the cursor stays behind the same letter', () => {
  // "select a,b": the cursor behind "a" has seven letters before it.
  expect(placeAfterFormat('select a,b', 'select\n  a,\n  b', 8)).toBe(10);
  expect(placeAfterFormat(' x', 'x', 1)).toBe(0);
  expect(placeAfterFormat('x ', 'x', 2)).toBe(1);
});
