import type { Table } from 'apache-arrow';

/** Runs one statement in the schema that is being built. */
export type Run = (sql: string) => Promise<Table>;

/** The only row of an answer, by column. */
export async function firstRow(run: Run, sql: string): Promise<Record<string, unknown>> {
  return (await run(sql)).get(0)!.toJSON();
}
