import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specs } from '../../workers/analyses/registry';
import { canonicalTables, type Dataset, type Scalar } from '../../workers/api';
import { identifier, literal } from '../../workers/duckdb/sql-text';
import type { RetentionEngine } from '../../workers/engine';
import { analyse, openFile, startEngine } from '../helpers/engine';
import { fixtures, variants } from './variants';

/**
 * Every query of every analysis, under every choice of every parameter, gives the same rows on DuckDB and on
 * PostgreSQL. A new analysis is walked as soon as its folder is there.
 */

type Row = Record<string, unknown>;

/** Rows as sorted texts, numbers to ten digits, since engines sum floats in different orders. */
function comparable(rows: Row[]): string[] {
  const plain = (value: unknown): unknown => {
    const number = typeof value === 'bigint' ? Number(value) : value;
    return typeof number === 'number' ? Number(number.toPrecision(10)) : number;
  };
  return rows
    .map((row) =>
      JSON.stringify(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))),
    )
    .sort();
}

const postgresTypes: Record<string, string> = {
  VARCHAR: 'text',
  DOUBLE: 'double precision',
  INTEGER: 'integer',
  BOOLEAN: 'boolean',
};

async function copyTable(engine: RetentionEngine, postgres: PGlite, table: string): Promise<void> {
  const described = [...(await engine.query(`DESCRIBE ${table}`))].map((row) => row.toJSON() as Row);
  const columns = described.map(
    (row) => `${identifier(String(row.column_name))} ${postgresTypes[String(row.column_type)]}`,
  );
  await postgres.exec(`DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (${columns.join(', ')})`);
  const rows = [...(await engine.query(`SELECT * FROM ${table}`))].map((row) =>
    Object.values(row.toJSON() as Record<string, Scalar>).map(literal),
  );
  for (let start = 0; start < rows.length; start += 500) {
    const values = rows.slice(start, start + 500).map((row) => `(${row.join(', ')})`);
    await postgres.exec(`INSERT INTO ${table} VALUES ${values.join(', ')}`);
  }
}

describe.each(fixtures)('SQL on $kind', ({ kind, path }) => {
  let engine: RetentionEngine;
  let postgres: PGlite;
  let dataset: Dataset;
  beforeAll(async () => {
    engine = await startEngine();
    postgres = await PGlite.create();
    dataset = await openFile(engine, path);
    expect(dataset.kind).toBe(kind);
  });
  afterAll(async () => {
    await engine.stop();
    await postgres.close();
  });

  const possible = specs.filter(({ kinds }) => kinds.includes(kind));
  it.each(possible)('$id agrees with PostgreSQL', async (spec) => {
    const asked = new Map<string, string>();
    for (const params of variants(spec, dataset)) {
      for (const { name, text } of (await analyse(engine, spec.id, params)).sql) asked.set(text, name);
    }
    for (const table of canonicalTables) {
      await copyTable(engine, postgres, table);
    }
    expect(asked.size).toBeGreaterThan(0);
    for (const [text, name] of asked) {
      const duckdb = [...(await engine.query(text))].map((row) => row.toJSON() as Row);
      const { rows } = await postgres.query<Row>(text);
      expect({ name, rows: comparable(duckdb) }).toEqual({ name, rows: comparable(rows) });
    }
  });
});
