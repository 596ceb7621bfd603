import { cells, type HostileNotebook } from './hostile';

const many = (count: number, cell: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => cell(place)).join('\n');
const sql = (id: string, text: string, head = '') => `\`\`\`sql id=${id}${head}\n${text}\n\`\`\`\n`;
const yaml = (kind: string, id: string, body = '') =>
  `\`\`\`${kind} id=${id}\n${body}${body === '' ? '' : '\n'}\`\`\`\n`;

/** Kinds, ids and fences. */
const fences: HostileNotebook[] = [
  cells(
    'kinds that are not known',
    '```script id=a\nwindow.hacked=1\n```\n\n```html id=b\n<script>window.hacked=1</script>\n```\n',
    { damages: ['unknownKind', 'unknownKind'] },
  ),
  cells(
    'a kind every object has',
    '```__proto__ id=a\n```\n\n```constructor id=b\n```\n\n```toString id=c\n```\n',
    { damages: ['unknownKind', 'unknownKind', 'unknownKind'] },
  ),
  cells(
    'ids every object has',
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
      .map((id) => yaml('rate', id))
      .join('\n') + '\n{{ __proto__.a }} {{ constructor.name }} {{ toString }}\n',
    { damages: [] },
  ),
  cells(
    'ids of quotes, SQL and HTML',
    '```sql id="x"; DROP TABLE orders; --"\nSELECT 1\n```\n\n```sql id=<img/src=x/onerror=window.hacked=1>\nSELECT 2\n```\n\n```sql id="a b"\nSELECT 3\n```\n',
    { damages: ['unknownKey', 'unknownKey', 'unknownKey', 'idInvalid', 'idInvalid'] },
  ),
  cells(
    'ids of the page itself',
    [
      'content',
      'queries-from-elsewhere',
      'document',
      'body',
      'forms',
      'location',
      'app',
      'window',
      'top',
      'hacked',
    ]
      .map((id) => yaml('rate', id))
      .join('\n'),
    { damages: [] },
  ),
  cells(
    'ids of signs that can’t be seen',
    '```rate id=a\u200bb\n```\n\n```rate id=\u202eabc\n```\n\n```rate id=\u115fa\n```\n',
  ),
  cells(
    'ids that look the same',
    `${yaml('rate', 'rate')}\n${yaml('rate', 'rаte')}\n${yaml('rate', 'ｒate')}`,
    { damages: [] },
  ),
  cells(
    'ids there twice, but for case',
    `${yaml('rate', 'A')}\n${yaml('rate', 'a')}\n${sql('Orders', 'SELECT 1')}\n${sql('CUSTOMERS', 'SELECT 1')}`,
    { damages: ['idTaken', 'idTaken', 'idTaken'] },
  ),
  cells('an id of a hundred thousand letters', yaml('rate', 'a'.repeat(100_000)), { damages: [] }),
  cells(
    'fences that swallow the rest',
    '```sql id=a\nSELECT 1\n\n~~~~ sql id=b\nSELECT 2\n\n```` rate id=c\n',
    { damages: ['fenceOpen'] },
  ),
  cells('a fence within a fence', `\`\`\`\`sql id=a\nSELECT '\n\`\`\`rate id=b\n\`\`\`\n'\n\`\`\`\`\n`, {
    damages: [],
  }),
  cells(
    'attributes that every object has',
    '```sql id=a __proto__=x constructor=y toString limit=toString show=__proto__ mark=constructor\nSELECT 1 AS n\n```\n',
  ),
  cells('a hundred thousand attributes', `\`\`\`sql id=a ${'x="y" '.repeat(100_000)}\nSELECT 1\n\`\`\`\n`),
  cells('quotes that never end', `\`\`\`sql id=a ${'x="'.repeat(50_001)}\nSELECT 1\n\`\`\`\n`),
  cells(
    'limits without end',
    ['0', '-1', '1e309', 'NaN', '1e300', '0x7fffffff', '1.5', '"1; DROP TABLE orders"']
      .map((limit, place) => sql(`q${place}`, 'SELECT 1 AS n', ` limit=${limit}`))
      .join('\n'),
  ),
  cells(
    'results brought along',
    '```sql id=a recorded\nSELECT 1\n```\n\n```recorded id=b\n[[1, 2]]\n```\n\n```published id=c\nresults: https://evil.example/x.zip\n```\n',
    { damages: ['unknownKey', 'unknownKind', 'unknownKind'] },
  ),
];

/** Cells that name each other. */
const graphs: HostileNotebook[] = [
  cells('a query of itself', sql('a', 'SELECT * FROM a'), { damages: [] }),
  cells(
    'a circle of two thousand',
    many(2000, (place) => sql(`c${place}`, `SELECT * FROM c${(place + 1) % 2000}`)),
    { damages: [] },
  ),
  cells(
    'a chain of two thousand',
    many(2000, (place) => sql(`c${place}`, place === 0 ? 'SELECT 1 AS n' : `SELECT * FROM c${place - 1}`)),
    { damages: [] },
  ),
  cells(
    'queries that double',
    many(40, (place) =>
      sql(
        `d${place}`,
        place === 0 ? 'SELECT 1 AS n' : `SELECT a.n FROM d${place - 1} AS a, d${place - 1} AS b`,
      ),
    ),
    { damages: [] },
  ),
  cells(
    'two thousand texts and queries',
    many(1000, (place) => `<!-- text -->\nText ${place}\n\n${sql(`q${place}`, `SELECT ${place} AS n`)}`),
    { damages: [] },
  ),
  cells(
    'a thousand analyses',
    many(1000, (place) => yaml('rate', `r${place}`)),
    { damages: [] },
  ),
];

/** Parameters, charts and inputs. */
const values: HostileNotebook[] = [
  cells(
    'parameters that are none',
    yaml('rate', 'a', 'period: .nan\nlapseWindowDays: -.inf\ncurrency: [a, b]\nasOf: { a: b }') +
      '\n' +
      yaml('cohort', 'b', 'period: "<img src=x onerror=window.hacked=1>"\nperiods: 1e309\ngroupBy: true'),
    {},
  ),
  cells(
    'parameters without end',
    yaml('rate', 'a', 'lapseWindowDays: 1e300') +
      '\n' +
      yaml('alive', 'b', 'horizonWeeks: 99999999999\nsplit: -1') +
      '\n' +
      yaml('value', 'c', 'horizonDays: 1e308'),
    {},
  ),
  cells(
    'parameters that every object has',
    yaml('rate', 'a', '__proto__: { period: x }\nconstructor: 1\ntoString: 2\nvalueOf: 3'),
    { damages: ['unknownKey', 'unknownKey', 'unknownKey', 'unknownKey'] },
  ),
  cells('a parameter of SQL', yaml('survival', 'a', `groupBy: "city'; DROP TABLE orders; --"`), {
    damages: [],
  }),
  cells(
    'a parameter of an input of every object',
    yaml('rate', 'a', 'period: $constructor') + '\n' + yaml('cohort', 'b', 'period: $__proto__'),
    { damages: [] },
  ),
  cells(
    'YAML that grows, in a cell',
    yaml('rate', 'a', 'period: &a [x]\ncurrency: [*a, *a]') +
      '\n' +
      yaml('rate', 'b', `period: ${'['.repeat(3000)}`),
    { damages: ['yamlBroken', 'yamlBroken'] },
  ),
  cells(
    'charts of what is not there',
    yaml('chart', 'a', 'from: nothing\nmark: hologram\nx: [a]\ny: { b: c }\ncolour: 5') +
      '\n' +
      yaml('chart', 'b', 'from: a') +
      '\n' +
      yaml('chart', 'c', 'from: constructor') +
      '\n' +
      yaml('chart', 'd', 'from: "\\u202E<b>"'),
    {},
  ),
  cells(
    'a chart of columns that every object has',
    sql(
      'a',
      `SELECT 'x' AS "__proto__", 'y' AS "constructor", 2 AS "toString" UNION ALL SELECT 'z', 'w', 3`,
      ' show=chart x=__proto__ y=toString colour=constructor facet=__proto__',
    ),
    { damages: [] },
  ),
  cells(
    'a chart with colours of addresses',
    sql(
      'a',
      `SELECT 'url(https://evil.example/x.svg#a)' AS c, 1 AS n UNION ALL SELECT 'expression(alert(1))', 2`,
      ' show=chart x=c y=n colour=c',
    ),
    { damages: [] },
  ),
  cells(
    'a chart of a hundred thousand panels',
    sql(
      'a',
      'SELECT range AS n, CAST(range AS VARCHAR) AS f FROM range(100000)',
      ' limit=100000 show=chart mark=line x=n y=n colour=f facet=f',
    ),
    { damages: [] },
  ),
  cells(
    'a chart of words without end',
    sql(
      'a',
      `SELECT repeat('w', 100000) AS c, 1 AS n UNION ALL SELECT '<svg onload=window.hacked=1>' || chr(8238), 2`,
      ' show=chart x=c y=n facet=c',
    ),
    { damages: [] },
  ),
  cells(
    'a chart of numbers without end',
    sql(
      'a',
      `SELECT CAST('infinity' AS DOUBLE) AS x, CAST('nan' AS DOUBLE) AS y UNION ALL SELECT 1e308, -1e308 UNION ALL SELECT 1e-320, 0`,
      ' show=chart mark=dot x=x y=y',
    ),
    { damages: [] },
  ),
  cells(
    'a chart of days without end',
    sql(
      'a',
      `SELECT CAST('infinity' AS DATE) AS d, 1 AS n UNION ALL SELECT CAST('290000-01-01' AS DATE), 2 UNION ALL SELECT CAST('4000-01-01 (BC)' AS DATE), 3`,
      ' show=chart mark=line x=d y=n',
    ),
    { damages: [] },
  ),
  cells(
    'an input whose value is SQL',
    yaml('input', 'who', `kind: text\nvalue: "'; DROP TABLE orders; --"`) +
      '\n' +
      sql('a', 'SELECT $who AS w, count(*) AS n FROM orders'),
    { damages: [] },
  ),
  cells(
    'an input whose options are there twice',
    yaml('input', 'who', 'kind: choice\noptions: [a, a, a, "1", 1, "", " "]\nvalue: a'),
    { damages: [] },
  ),
  cells(
    'an input of fifty thousand options',
    yaml(
      'input',
      'who',
      `kind: choice\noptions: [${Array.from({ length: 50_000 }, (_, place) => place).join(', ')}]`,
    ),
    { damages: [] },
  ),
  cells(
    'inputs that are none',
    yaml('input', 'a', 'kind: password') +
      '\n' +
      yaml('input', 'b', 'kind: number\nvalue: 1e309\nmin: .nan\nmax: -5') +
      '\n' +
      yaml('input', 'c', 'kind: dates\nvalue: 99999-01-01\nto: 2024-02-30') +
      '\n' +
      yaml('input', 'd', 'kind: choice\noptions: { a: b }\nattribute: __proto__') +
      '\n' +
      yaml('input', 'e', 'kind: choice\nvalue: true\nattribute: constructor'),
    {},
  ),
  cells(
    'inputs every object has',
    yaml('input', '__proto__', 'kind: text\nvalue: a') +
      '\n' +
      yaml('input', 'constructor', 'kind: number\nvalue: 5') +
      '\n' +
      sql('a', 'SELECT $__proto__ AS p, $constructor AS c') +
      '\n{{ __proto__ }} {{ constructor }}\n',
    { damages: [] },
  ),
  cells(
    'a label of HTML that turns the line around',
    yaml('input', 'who', 'kind: text\nlabel: "<b onclick=window.hacked=1>\\u202Elabel</b>"'),
    { damages: [] },
  ),
  cells(
    'values of what every object has',
    `${yaml('rate', 'rate')}\n{{ rate.constructor }} {{ rate.__proto__ }} {{ rate.__proto__.toString }} {{ rate.toString.name }} {{ rate.hasOwnProperty }} {{ constructor.constructor }}\n`,
    { damages: [] },
  ),
  cells(
    'values that are code',
    `{{ window.hacked=1 }} {{ (()=>{window.hacked=1})() }} {{constructor.constructor('window.hacked=1')()}} \${window.hacked=1} {{{ x }}} {{ <script>window.hacked=1</script> }}\n`,
    { damages: [] },
  ),
  cells('a value of itself', `${sql('a', "SELECT '{{ a.n }}' AS n")}\n{{ a.n }}\n`, { damages: [] }),
  cells(
    'a cell of data of a table of every object',
    yaml('data', 'd', 'table: __proto__') + '\n' + yaml('data', 'e', 'table: [x]'),
    { damages: ['badValue'] },
  ),
];

/** Those that come to life with data. */
export const hostileLiving = [graphs[0], graphs[3], ...values];

export const hostileCells = [...fences, ...graphs, ...values];
