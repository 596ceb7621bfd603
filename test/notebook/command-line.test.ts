import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as documents from '../../src/notebook/run-document';
import { run } from '../../workers/command-line';
import { writeTemporary } from '../helpers/small-data';

/** Worked by hand: Ann buys for 5 in January and 9 in February, Bea for 7 in January, Cem for 4 in February. */
const orders = writeTemporary(
  'orders.csv',
  'who,on,paid,city\nAnn,2024-01-01,5,Cairo\nBea,2024-01-09,7,Riyadh\nAnn,2024-02-01,9,Cairo\nCem,2024-02-03,4,Cairo\n',
);

interface Printed {
  notebook: { title: string };
  dataset: { customers: number; asOf: string };
  damages: { line: number; code: string }[];
  cells: ({ id: string; status: string } & Record<string, unknown>)[];
  values: Record<string, unknown>;
}

async function runText(
  text: string,
): Promise<{ exitCode: number; printed: Printed; cell: (id: string) => Record<string, unknown> }> {
  const path = writeTemporary('notebook.md', '');
  writeFileSync(path, text);
  const { exitCode, output } = await run(['notebook', '--data', orders, '--notebook', path], documents);
  const printed = output as Printed;
  return { exitCode, printed, cell: (id) => printed.cells.find((each) => each.id === id)! };
}

const front = (more = '') =>
  `---\nformat: 1\ntitle: Ours\nsettings:\n  asOf: 2024-02-28\ntables:\n  - name: orders\n    columns:\n      - { name: Who, role: customer }\n      - { name: "on", role: time }\n      - { name: paid, role: amount }\n${more}---\n\n`;

const body = `Of {{ start.customers }} customers, {{ top.customer }} paid {{ top.revenue }}; {{ nothing.here }}.

\`\`\`input id=least
kind: number
value: 8
\`\`\`

\`\`\`cohort id=cohort
\`\`\`

\`\`\`sql id=start
SELECT COUNT(*) AS customers FROM customers
\`\`\`

\`\`\`sql id=top
SELECT customer, revenue FROM customers WHERE revenue >= $least ORDER BY revenue DESC
\`\`\`

\`\`\`sql id=from_cohort
SELECT cohort, value FROM cohort_cells WHERE age = 0 ORDER BY cohort
\`\`\`
`;

describe('npm run analyse -- notebook', () => {
  it('prints all results of a document, by the roles and settings it asks for', async () => {
    const { exitCode, printed, cell } = await runText(front() + body);
    expect(exitCode).toBe(0);
    expect(printed.notebook.title).toBe('Ours');
    expect(printed.dataset).toMatchObject({ customers: 3, asOf: '2024-02-28' });
    expect(printed.cells.map(({ id, status }) => [id, status])).toEqual([
      ['cohort', 'done'],
      ['start', 'done'],
      ['top', 'done'],
      ['from_cohort', 'done'],
    ]);
    expect(cell('top').rows).toEqual([{ customer: 'Ann', revenue: 14 }]);
    expect(cell('from_cohort').rows).toEqual([
      { cohort: '2024-01-01', value: 2 },
      { cohort: '2024-02-01', value: 1 },
    ]);
    expect(cell('cohort').summary).toMatchObject({ customers: 3, cohorts: 2 });
    expect(printed.values).toEqual({
      'start.customers': 3,
      'top.customer': 'Ann',
      'top.revenue': 14,
      'nothing.here': null,
    });
  });

  it('calls a table as the document does, whatever its file is called', async () => {
    const named = front().replace('name: orders', 'name: all sales');
    const { cell } = await runText(
      `${named}\`\`\`sql id=own\nSELECT SUM(paid) AS paid FROM all_sales\n\`\`\`\n`,
    );
    expect(cell('own').rows).toEqual([{ paid: 25 }]);
  });

  it('holds to the filters of the document', async () => {
    const filters = 'filters:\n  - attribute: { name: city, values: [Cairo] }\n';
    const { cell } = await runText(front(filters) + body);
    expect(cell('start').rows).toEqual([{ customers: 2 }]);
    expect(cell('cohort').summary).toMatchObject({ customers: 2 });
  });

  it('tells what went wrong at the cell, by the exit code, and what of the file is damaged', async () => {
    const broken =
      '```sql id=a\nSELECT nosuch FROM customers\n```\n\n```sql id=b\nSELECT * FROM a\n```\n\n```sql id=c\nSELECT * FROM d\n```\n\n```sql id=d\nSELECT * FROM c\n```\n\n```subscription id=subscription\n```\n\n```cohort id=e\nperiod: decade\n```\n';
    const { exitCode, printed, cell } = await runText(front() + broken);
    expect(exitCode).toBe(2);
    expect(cell('a').error).toMatchObject({ code: 'sqlInvalid' });
    expect(cell('b')).toMatchObject({ status: 'blocked', by: 'a' });
    expect(cell('c')).toMatchObject({ status: 'impossible', problem: { code: 'cycle', cells: ['c', 'd'] } });
    expect(cell('subscription')).toMatchObject({ status: 'impossible', problem: { code: 'notPossible' } });
    expect(cell('e').status).toBe('done');
    expect(printed.damages).toEqual([
      { line: 34, code: 'badValue', values: { key: 'period', value: 'decade' } },
    ]);
  });

  it('says how it is called', async () => {
    const { exitCode, output } = await run(['notebook', '--data', orders], documents);
    expect(exitCode).toBe(2);
    expect(output).toMatchObject({ error: { code: 'optionsInvalid' } });
  });
});
