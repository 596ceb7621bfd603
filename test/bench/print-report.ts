import type { BenchReport, ImportsReport, RowsReport, StatisticsReport } from './results';

/** What the project asks of itself (issue "The main job"). */
const targets = { importRatio: 2, resliceRatio: 1 / 15, resliceMilliseconds: 150, startBytes: 200_000 };

type Line = [what: string, ours: string, bare: string, ratio: string, target: string];

const milliseconds = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const megabytes = (bytes: number | null | undefined) =>
  bytes === null || bytes === undefined ? 'unknown' : `${Math.round(bytes / 1e6)} MB`;
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
const verdict = (target: string, met: boolean) => `${target} ${met ? 'met' : 'MISSED'}`;

function rowsLines(report: RowsReport): Line[] {
  const { import: imported, memory } = report;
  const lines: Line[] = [
    [
      'CSV read, checked and in use',
      milliseconds(imported.total),
      milliseconds(imported.bare),
      `${imported.ratio.toFixed(2)} ×`,
      verdict('≤ 2.0 ×', imported.ratio <= targets.importRatio),
    ],
    [
      '  in each round',
      report.importRounds.map(({ ours }) => Math.round(ours)).join(' '),
      report.importRounds.map(({ bare }) => Math.round(bare)).join(' '),
      report.importRounds.map(({ ours, bare }) => (ours / bare).toFixed(2)).join(' '),
      '',
    ],
    ['  of it inspect', milliseconds(imported.inspect), '', '', ''],
    ['  of it load', milliseconds(imported.load), '', '', ''],
    ['customers and orders, after that', milliseconds(imported.count), '', '', 'reported'],
  ];
  Object.entries(report.triangles).forEach(([name, { ours, bare }], index) => {
    const ratio = `1/${(bare / ours).toFixed(1)}`;
    if (index === 0)
      lines.push([`first triangle (${name})`, milliseconds(ours), milliseconds(bare), ratio, 'reported']);
    else {
      const met = ours / bare <= targets.resliceRatio && ours < targets.resliceMilliseconds;
      lines.push([
        `re-slice, ${name}`,
        milliseconds(ours),
        milliseconds(bare),
        ratio,
        verdict('≤ 1/15, < 150 ms', met),
      ]);
    }
  });
  for (const [name, value] of Object.entries(report.analyses)) {
    lines.push([`first answer, ${name}`, milliseconds(value), '', '', 'reported']);
  }
  lines.push(
    ['cancel of an import', milliseconds(report.cancel), '', '', 'reported'],
    ['renderer before import', megabytes(memory.oursBefore?.now), megabytes(memory.bareBefore?.now), '', ''],
    ['renderer after import', megabytes(memory.oursAfter?.now), megabytes(memory.bareAfter?.now), '', ''],
    ['renderer at its peak', megabytes(memory.oursAfter?.peak), megabytes(memory.bareAfter?.peak), '', ''],
    ['renderer after all answers', megabytes(memory.oursAtTheEnd?.now), '', '', ''],
    ['duckdb_memory() after import', '', megabytes(memory.bareEngineBytes), '', ''],
  );
  return lines;
}

/** What the project allows an import of ten million rows: times the bare engine, and memory. */
const importTargets: Record<string, { ratio: number; after: number; peak: number }> = {
  'csv opfs': { ratio: 1.6, after: 400e6, peak: 1e9 },
  'csv memory': { ratio: 1.6, after: 1.3e9, peak: Infinity },
  'parquet opfs': { ratio: 1.3, after: 400e6, peak: 1e9 },
  'parquet memory': { ratio: 1.3, after: 1.3e9, peak: Infinity },
};

function importLines([name, report]: [string, ImportsReport]): Line[] {
  const { ours, bare, count, rounds, memory, reopened } = report;
  const target = importTargets[name];
  const grown = (moment: 'now' | 'peak') =>
    memory.after && memory.before ? memory.after[moment] - memory.before.now : null;
  const [after, peak] = [grown('now'), grown('peak')];
  const counted = memory.counted && memory.before ? memory.counted.peak - memory.before.now : null;
  return [
    [
      `import, ${name}`,
      milliseconds(ours),
      milliseconds(bare),
      `${(ours / bare).toFixed(2)} ×`,
      verdict(`≤ ${target.ratio} ×`, ours / bare <= target.ratio),
    ],
    ['  in each round', '', '', rounds.map((round) => (round.ours / round.bare).toFixed(2)).join(' '), ''],
    [
      '  memory after it',
      megabytes(after),
      '',
      '',
      verdict(`≤ ${megabytes(target.after)}`, (after ?? 0) <= target.after),
    ],
    [
      '  memory at its peak',
      megabytes(peak),
      '',
      '',
      target.peak === Infinity
        ? 'reported'
        : verdict(`≤ ${megabytes(target.peak)}`, (peak ?? 0) <= target.peak),
    ],
    ['  customers and orders, after that', milliseconds(count), '', '', 'reported'],
    ['  memory at the peak of that', megabytes(counted), '', '', 'reported'],
    ...(reopened
      ? ([
          ['  reopened, after the engine’s start', milliseconds(reopened.milliseconds), '', '', 'reported'],
          ['  the engine’s start', milliseconds(reopened.boot), '', '', 'reported'],
          ['  kept on disk', megabytes(reopened.bytes), '', '', 'reported'],
        ] satisfies Line[])
      : []),
  ];
}

export function printImports(imports: BenchReport['imports']): void {
  printTable(
    'Imports, memory as growth of the renderer’s resident memory',
    Object.entries(imports).flatMap(importLines),
  );
}

/** What a click may take before it is felt as waiting. */
const clickTarget = 100;

export function printFilters(filters: BenchReport['filters']): void {
  for (const [rows, { first, later, raw, click }] of Object.entries(filters)) {
    printTable(`Filters of the notebook, ${rows} rows, in the browser's files`, [
      [
        'first triangle of a channel',
        milliseconds(first),
        milliseconds(raw),
        `1/${(raw / first).toFixed(1)}`,
        'reported',
      ],
      ...Object.entries(later).map(([name, value]): Line => {
        const isTriangle = name === 'cohort';
        const ratio = isTriangle ? `1/${(raw / value).toFixed(1)}` : '';
        return [
          `${name} of another channel`,
          milliseconds(value),
          isTriangle ? milliseconds(raw) : '',
          ratio,
          'reported',
        ];
      }),
      ['click to all visible cells redrawn, the first', milliseconds(click.first), '', '', 'reported'],
      [
        'click to all visible cells redrawn, later',
        milliseconds(click.later),
        '',
        '',
        verdict(`< ${clickTarget} ms`, click.later < clickTarget),
      ],
    ]);
  }
}

export function printVisits(visits: BenchReport['visits']): void {
  console.log('\nVisits, over 10 Mbit/s with 40 ms, from a host that compresses nothing');
  for (const [name, { usable, engine, offline, chart, requests }] of Object.entries(visits)) {
    const moments = { 'usable page': usable, 'engine ready': engine, 'ready offline': offline };
    const told = Object.entries({ ...moments, 'sample to first chart': chart }).map(
      ([what, moment]) => `${what} ${milliseconds(moment.milliseconds)}, ${kilobytes(moment.bytes)}`,
    );
    console.log(`  ${name}: ${told.join('; ')}; ${requests} requests`);
  }
}

function printTable(title: string, lines: Line[]): void {
  const rows: Line[] = [['', 'Wafa', 'bare DuckDB', 'ratio', 'target'], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column].length)));
  console.log(`\n${title}`);
  for (const row of rows) {
    const cells = row.map((text, column) =>
      column === 0 || column === 4 ? text.padEnd(widths[column]) : text.padStart(widths[column]),
    );
    console.log(`  ${cells.join('   ').trimEnd()}`);
  }
}

/** Milliseconds the project allows itself for a million customers, or a hundred thousand with covariates. */
const statisticsTargets: Record<string, number> = {
  'BG/NBD with standard errors': 1000,
  'Pareto/NBD with standard errors': 5000,
};

export function printStatistics({ timings, coverage }: StatisticsReport): void {
  printTable(
    'The statistics, in a worker of Chromium (median of 3)',
    Object.entries(timings).map(([name, { subjects, rows, milliseconds: time }]): Line => {
      const target = statisticsTargets[name];
      const size = `${subjects} subjects, ${rows} rows`;
      return [
        `${name} (${size})`,
        milliseconds(time),
        '',
        '',
        target ? verdict(`< ${target} ms`, time < target) : 'reported',
      ];
    }),
  );
  console.log('\nTrue values inside the 95 % interval, of the replications fitted');
  for (const [name, { fitted, replications, inside }] of Object.entries(coverage)) {
    const shares = Object.entries(inside).map(
      ([parameter, count]) => `${parameter} ${((100 * count) / fitted).toFixed(1)} %`,
    );
    console.log(`  ${name} (${fitted} of ${replications}): ${shares.join(', ')}`);
  }
}

export function printReport(report: BenchReport): void {
  const { machine, start, rows, imports, filters, visits, longTasks } = report;
  console.log(
    `\n${machine.processor}, ${machine.cores} cores, ${megabytes(machine.memoryBytes)}; Chromium ${machine.chromium}; load ${machine.loadAverage.toFixed(1)} before`,
  );
  const longTask = (value: number) => (value === 0 ? 'none over 50 ms' : milliseconds(value));
  printTable('The page', [
    ['navigation to a usable start page', milliseconds(start.milliseconds), '', '', 'reported'],
    [
      'bytes before it, compressed',
      kilobytes(start.transferredBytes),
      '',
      '',
      verdict('≤ 200 kB', start.transferredBytes <= targets.startBytes),
    ],
    ['bytes before it, as files', kilobytes(start.decodedBytes), '', '', ''],
    [`import of ${longTasks.rows} rows on the page`, milliseconds(longTasks.importMilliseconds), '', '', ''],
    ['longest task of the main thread in it', longTask(longTasks.longestDuringImport), '', '', 'reported'],
    ['… while the notebook is made', longTask(longTasks.longestWhileNotebookIsMade), '', '', 'reported'],
  ]);
  for (const [name, report] of Object.entries(rows)) {
    const { rows: read, customers } = report.import;
    printTable(
      `${name} rows (read ${read}, ${customers} customers; median of ${report.rounds})`,
      rowsLines(report),
    );
  }
  printImports(imports);
  printFilters(filters);
  printVisits(visits);
}
