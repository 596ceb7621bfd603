import { tableFromArrays, tableFromIPC, tableToIPC } from 'apache-arrow';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { AnalysisRequest, AnalysisResult, Dataset } from '../../../workers/api';
import { answerAgain, requestKey } from '../../engine/recording';
import { packFiles } from './pack-files';
import { readRecording, RecordingDamaged, writeRecording } from './recorded-file';

const signal = new AbortController().signal;
const dataset = { fileName: 'متجر.csv', tables: [{ id: 'a', name: 'orders' }] } as unknown as Dataset;
const bytes = async (blob: Blob | null) => new Uint8Array(await blob!.arrayBuffer());

const request: AnalysisRequest = { name: 'rate', params: { unit: 'month', asOf: null }, filters: [] };
const result: AnalysisResult = {
  analysis: 'rate',
  params: request.params,
  summary: { retentionRate: 0.25 },
  tables: {
    periods: tableToIPC(tableFromArrays({ period: [1, 2, 3], share: Float64Array.of(0.5, 0.25, 1) })),
    empty: tableToIPC(tableFromArrays({ period: [] as number[] })),
  },
  findings: [{ code: 'fell', values: { rate: 0.25 } }],
  warnings: [],
  sql: [{ name: 'query', text: 'SELECT 1' }],
  origin: 'rollup',
};

describe('a recording', () => {
  it('gives the same answer to the same request, however that is written', async () => {
    const written = await writeRecording(dataset, null, [{ request, answer: result }], signal);
    const recording = readRecording(await bytes(written));
    expect(recording.dataset).toEqual(dataset);
    const same = { filters: [], params: { asOf: null, unit: 'month' }, name: 'rate' };
    const answer = await answerAgain<AnalysisResult>(recording, same);
    expect(answer).toEqual({ ok: true, value: result });
    if (answer.ok)
      expect(tableFromIPC(answer.value.tables.periods).getChild('share')?.toArray()).toEqual(
        Float64Array.of(0.5, 0.25, 1),
      );
  });

  it('says so when it was asked something else', async () => {
    const recording = readRecording(
      await bytes(await writeRecording(dataset, null, [{ request, answer: result }], signal)),
    );
    const other = await answerAgain(recording, { ...request, params: { unit: 'week', asOf: null } });
    expect(other).toMatchObject({ ok: false, error: { code: 'notRecorded' } });
  });

  it('is refused where it is damaged, wherever that is', async () => {
    const whole = await bytes(await writeRecording(dataset, null, [{ request, answer: result }], signal));
    for (const length of [0, 1, 30, Math.floor(whole.length / 2), whole.length - 1])
      expect(() => readRecording(whole.subarray(0, length))).toThrow(RecordingDamaged);
    expect(() => readRecording(new TextEncoder().encode('<!doctype html>'))).toThrow(RecordingDamaged);
  });

  it('is not made when it was given up', async () => {
    const given = AbortSignal.abort();
    expect(await writeRecording(dataset, null, [{ request, answer: result }], given)).toBeNull();
  });
});

describe('requestKey', () => {
  it('tells two requests apart by any value', () => {
    const params = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
    fc.assert(
      fc.property(params, params, (one, other) => {
        const [first, second] = [one, other].map((each) => requestKey({ name: 'rate', params: each }));
        const isSame =
          JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect(first === second).toBe(isSame);
      }),
    );
  });
});

describe('packFiles', () => {
  it('keeps every byte of every file, under its path', async () => {
    const file = fc.record({
      name: fc.stringMatching(/^[a-zأ-ي]{1,8}$/),
      content: fc.uint8Array({ maxLength: 2000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 6 }),
        async (files) => {
          async function* all() {
            for (const { name, content } of files)
              yield { path: `in/${name}`, content: new Blob([content as Uint8Array<ArrayBuffer>]) };
          }
          const counts: number[] = [];
          const archive = await packFiles(all(), (count) => counts.push(count), signal);
          const found = unzipSync(await bytes(archive));
          expect(Object.keys(found)).toEqual(files.map(({ name }) => `in/${name}`));
          for (const { name, content } of files) expect(found[`in/${name}`]).toEqual(content);
          expect(counts).toEqual(files.map((_, place) => place + 1));
        },
      ),
      { numRuns: 30 },
    );
  });
});
