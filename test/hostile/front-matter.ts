import { frontMatter, type HostileNotebook } from './hostile';

const lines = (count: number, line: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => line(place)).join('\n');

export const hostileFronts: HostileNotebook[] = [
  frontMatter(
    'a bomb of aliases',
    `format: 1\na: &a [x, x, x, x, x, x, x, x, x]\n${lines(
      9,
      (place) =>
        `k${place}: &k${place} [${Array(9)
          .fill(`*${place === 0 ? 'a' : `k${place - 1}`}`)
          .join(', ')}]`,
    )}`,
    { damages: ['yamlBroken'] },
  ),
  frontMatter('an alias of itself', 'format: 1\ntitle: &t [*t]', { damages: ['yamlBroken'] }),
  frontMatter('a key that merges', 'format: 1\nbase: &b { title: hidden }\n<<: *b', {
    damages: ['yamlBroken'],
  }),
  frontMatter(
    'tags that make things',
    'format: 1\ntitle: !!js/function "function(){window.hacked=1}"\nlanguage: !!python/object x',
  ),
  frontMatter(
    'keys that every object has',
    'format: 1\n__proto__: { title: polluted }\nconstructor: { prototype: { title: polluted } }\ntoString: 1\nhasOwnProperty: x',
    { damages: ['unknownKey', 'unknownKey', 'unknownKey', 'unknownKey'] },
  ),
  frontMatter(
    'settings that every object has',
    'format: 1\nsettings: { __proto__: { orderByRow: true }, constructor: x, toString: x, valueOf: 1 }',
    { damages: ['badValue', 'badValue', 'badValue', 'badValue'] },
  ),
  frontMatter(
    'a setting that can’t be written as text',
    'format: 1\nsettings: { weekStart: { toString: 1, valueOf: 2 } }',
    { damages: ['badValue'] },
  ),
  frontMatter(
    'filters by what every object has',
    'format: 1\nfilters:\n  - __proto__: [a]\n  - constructor: { name: city, values: [a] }\n  - attribute: { name: __proto__, values: [{ toString: 1 }, [[]]] }',
    { damages: ['badValue', 'badValue', 'badValue'] },
  ),
  frontMatter(
    'a filter on a column of every object',
    'format: 1\nfilters:\n  - attribute: { name: constructor, values: [x] }\n  - attribute: { name: __proto__, values: [null] }',
    { damages: [] },
  ),
  frontMatter('keys that are there twice', 'format: 1\ntitle: one\ntitle: two', { damages: ['yamlBroken'] }),
  frontMatter('keys that are maps, lists and nothing', 'format: 1\n? { a: b }\n: 1\n? [c]\n: 2\n? ~\n: 3'),
  frontMatter(
    'wrong types everywhere',
    'format: [1]\ntitle: { a: b }\nlanguage: 5\nsettings: text\ntables: { a: b }\nfilters: yes',
    { damages: ['badValue', 'badValue', 'badValue', 'badValue', 'badValue', 'badValue'] },
  ),
  frontMatter(
    'wrong types one deeper',
    'format: 1\ntables:\n  - 5\n  - { name: [x], columns: [] }\n  - { name: t, columns: { a: b }, rows: many, hash: [x] }\n  - { name: u, columns: [1, null, { name: { x: 1 } }, { name: a, role: king, type: [x] }], rows: -1e308 }\nfilters:\n  - 5\n  - dates: { from: tomorrow }\n  - cohort: { unit: eon, period: 1 }\n  - segment: { a: b }',
  ),
  frontMatter(
    'huge numbers',
    `format: ${'9'.repeat(400)}\ntitle: 1e309\ntables:\n  - { name: t, columns: [], rows: ${'9'.repeat(400)} }`,
  ),
  frontMatter('a format from the end of time', 'format: 9007199254740993', { damages: ['formatNewer'] }),
  frontMatter('a language that is none', 'format: 1\nlanguage: "en\\" onload=\\"window.hacked=1"', {
    damages: ['badValue'],
  }),
  frontMatter('a title of almost a megabyte', `format: 1\ntitle: ${'Long '.repeat(200_000)}`, {
    damages: [],
  }),
  frontMatter('more than a megabyte', `format: 1\ntitle: ${'Longer '.repeat(300_000)}`, {
    damages: ['yamlBroken'],
  }),
  frontMatter(
    'a title of HTML',
    `format: 1\ntitle: "<img src=x onerror=window.hacked=1></title><script>window.hacked=1</script>"`,
    { damages: [] },
  ),
  frontMatter(
    'a title that turns the line around',
    'format: 1\ntitle: "report\\u202Efdp.exe \\u2066\\u2066\\u2067"',
    { damages: [] },
  ),
  frontMatter(
    'a title that breaks out of a style',
    `format: 1\ntitle: "\\"; } body { display: none } @page { content: url(https://evil.example) } \\\\"`,
    { damages: [] },
  ),
  frontMatter(
    'a title that breaks out of a file name',
    `format: 1\ntitle: "../../../etc/passwd\\0\\r\\nSet-Cookie: x=1"`,
    { damages: [] },
  ),
  frontMatter(
    'a contract of ten thousand columns',
    `format: 1\ntables:\n  - name: wide\n    columns:\n${lines(10_000, (place) => `      - { name: c${place}, role: attribute }`)}`,
    { damages: [] },
  ),
  frontMatter(
    'a contract with the same column ten times',
    `format: 1\ntables:\n  - name: t\n    columns:\n${lines(10, () => '      - { name: same, role: customer }')}`,
    { damages: [] },
  ),
  frontMatter(
    'the same table three times',
    `format: 1\ntables:\n${lines(3, () => '  - { name: same, columns: [{ name: a, role: time }] }')}`,
    { damages: [] },
  ),
  frontMatter(
    'columns that every object has',
    'format: 1\ntables:\n  - name: __proto__\n    columns: [{ name: __proto__, role: customer }, { name: constructor, role: time }, { name: toString, role: amount }]',
    { damages: [] },
  ),
  frontMatter(
    'names of HTML and SQL',
    `format: 1\ntables:\n  - name: "x\\"; DROP TABLE orders; --"\n    columns: [{ name: "<img src=x onerror=window.hacked=1>", role: customer }, { name: "a\\u202Eb", role: time }, { name: "'||(SELECT 1)||'", role: amount }]`,
    { damages: [] },
  ),
  frontMatter(
    'hashes that are none',
    `format: 1\ntables:\n  - { name: a, columns: [], hash: "sha256:${'0'.repeat(1000)}" }\n  - { name: b, columns: [], hash: "<script>" }\n  - { name: c, columns: [], hash: "sha256-16m:../../x" }`,
    { damages: [] },
  ),
  frontMatter(
    'a place on no map',
    'format: 1\nsettings: { timeZone: "../../etc/localtime\'; DROP TABLE orders; --", asOf: 2024-02-31 }',
  ),
  frontMatter(
    'a filter whose values are SQL',
    `format: 1\nfilters:\n  - attribute: { name: "city' OR 1=1 --", values: ["'; DROP TABLE orders; --", "$1", "%"] }\n  - segment: ["x') UNION SELECT"]`,
    { damages: [] },
  ),
  frontMatter(
    'a filter of fifty thousand values',
    `format: 1\nfilters:\n  - attribute: { name: city, values: [${Array.from({ length: 50_000 }, (_, place) => place).join(', ')}] }`,
    { damages: [] },
  ),
  frontMatter('five thousand brackets', `format: 1\ntitle: ${'['.repeat(5000)}${']'.repeat(5000)}`, {
    damages: ['yamlBroken'],
  }),
  frontMatter('five thousand maps', `format: 1\ntitle: ${'{ a: '.repeat(5000)}${'}'.repeat(5000)}`, {
    damages: ['yamlBroken'],
  }),
  frontMatter(
    'a thousand lines, each further in',
    `format: 1\n${lines(1000, (depth) => `${' '.repeat(depth)}a:`)}`,
    { damages: ['yamlBroken'] },
  ),
  frontMatter('five thousand lists in one line', `format: 1\ntitle:\n ${'- '.repeat(5000)}x`, {
    damages: ['yamlBroken'],
  }),
  frontMatter('twenty thousand keys', `format: 1\n${lines(20_000, (place) => `k${place}: 1`)}`),
  frontMatter(
    'twenty thousand anchors',
    `format: 1\ntitle: x\nother: [${Array.from({ length: 20_000 }, (_, place) => `&k${place} 1`).join(', ')}]`,
  ),
  frontMatter('half a million blanks', `format: 1\ntitle:${' '.repeat(500_000)}x`, { damages: [] }),
  {
    name: 'front matter that never ends',
    text: `---\nformat: 1\n${'title: x\n'.repeat(5000)}`,
    damages: ['formatMissing'],
  },
  {
    name: 'front matter after a byte-order mark',
    text: '\ufeff---\nformat: 1\ntitle: Marked\n---\n\nWords below.\n',
    shows: 'Words below.',
  },
  {
    name: 'front matter with other line ends',
    text: '---\r\nformat: 1\r\ntitle: Windows\r\n---\r\n\r\nWords below.\r\n\r\n```rate id=rate\r\n```\r\n',
    shows: 'Words below.',
    damages: [],
  },
  { name: 'many fronts', text: '---\nformat: 1\n---\n'.repeat(2000) },
  { name: 'nothing at all', text: '' },
  { name: 'only line ends', text: '\n'.repeat(200_000) },
  { name: 'bytes of a program', text: `MZ\u0090\0\u0003${'\0\u0001\ufffd'.repeat(5000)}` },
];
