import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Interning } from './interning';
import { ResultCache } from './result-cache';
import { Scheduler, type Task, type TaskState } from './scheduler';

/** A made-up document: each cell has content and builds on earlier ones; its result spells out both. */
interface Cell {
  content: number;
  on: number[];
}
type Cells = Cell[];

const failing = 13;

function resultOf(cells: Cells, place: number): string | null {
  const { content, on } = cells[place];
  const below = on.map((each) => resultOf(cells, each));
  if (content === failing || below.includes(null)) return null;
  return `${content}(${below.join()})`;
}

/** What is happening in the engine: each call ends when it is told to. */
class FakeEngine {
  readonly calls: { key: number; end: () => void; signal: AbortSignal }[] = [];
  readonly counts = new Map<number, number>();

  run(key: number, result: string | null, signal: AbortSignal): Promise<string> {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    return new Promise((resolve, reject) => {
      const end = () => (result === null ? reject(new Error('failed')) : resolve(result));
      this.calls.push({ key, end, signal });
    });
  }
}

function harness() {
  const engine = new FakeEngine();
  const keys = new Interning();
  const states = new Map<string, TaskState<string>>();
  const cache = new ResultCache<string>(() => 1, 10_000);
  const scheduler = new Scheduler<string>({ cache, onState: (id, state) => states.set(id, state) });
  const tasksOf = (cells: Cells): Task<string>[] => {
    const made: number[] = [];
    return cells.map((cell, place) => {
      const key = keys.of([cell.content, cell.on.map((each) => made[each])]);
      made.push(key);
      return {
        id: `cell${place}`,
        key,
        after: cell.on.map((each) => `cell${each}`),
        isImpossible: false,
        run: (signal) => engine.run(key, resultOf(cells, place), signal),
      };
    });
  };
  return { engine, states, scheduler, tasksOf };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function finish(engine: FakeEngine): Promise<void> {
  while (engine.calls.length > 0) {
    engine.calls.splice(0).forEach(({ end }) => end());
    await settled();
  }
}

const cell = (place: number): fc.Arbitrary<Cell> =>
  fc.record({
    content: fc.nat(15),
    on: place === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(place - 1), { maxLength: 3 }),
  });
const document: fc.Arbitrary<Cells> = fc
  .integer({ min: 1, max: 10 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, place) => cell(place))));
/** A document, and its versions: each has some cells changed. */
const versions = fc.array(fc.tuple(document, fc.nat(3)), { minLength: 1, maxLength: 8 });

describe('a document that is changed while it is worked out', () => {
  it('ends with the results of a fresh run, works nothing out twice and keeps nothing stale', async () => {
    await fc.assert(
      fc.asyncProperty(versions, async (all) => {
        const { engine, states, scheduler, tasksOf } = harness();
        let latest: Cells = [];
        for (const [cells, steps] of all) {
          latest = cells;
          scheduler.update(tasksOf(cells));
          // Some of what is running ends before the next change, in no certain order.
          for (let step = 0; step < steps; step += 1) {
            engine.calls.splice(step % Math.max(1, engine.calls.length), 1)[0]?.end();
            await settled();
          }
        }
        await finish(engine);
        latest.forEach((_, place) => {
          const state = states.get(`cell${place}`)!;
          const expected = resultOf(latest, place);
          if (expected !== null) expect(state).toEqual({ status: 'done', result: expected });
          else expect(state.status).toMatch(/failed|blocked/);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('runs exactly what depends on a change, once', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.nat(), async (cells, which) => {
        const sound = cells.map((each) => ({
          ...each,
          content: each.content === failing ? 1 : each.content,
        }));
        const { engine, scheduler, tasksOf } = harness();
        scheduler.update(tasksOf(sound));
        await finish(engine);
        expect([...engine.counts.values()].every((count) => count === 1)).toBe(true);
        engine.counts.clear();
        const changed = which % sound.length;
        const next = sound.map((each, place) => (place === changed ? { ...each, content: 99 } : each));
        const tasks = tasksOf(next);
        scheduler.update(tasks);
        await finish(engine);
        const dependsOnIt = (place: number): boolean =>
          place === changed || next[place].on.some((each) => dependsOnIt(each));
        const expected = new Set(tasks.filter((_, place) => dependsOnIt(place)).map(({ key }) => key));
        expect(new Set(engine.counts.keys())).toEqual(expected);
        expect([...engine.counts.values()].every((count) => count === 1)).toBe(true);
        // Back again: all is known.
        engine.counts.clear();
        scheduler.update(tasksOf(sound));
        await finish(engine);
        expect(engine.counts.size).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the order of work', () => {
  const single = (content: number): Cell => ({ content, on: [] });

  it('is what can be seen first', async () => {
    const { engine, scheduler, tasksOf } = harness();
    scheduler.see(new Set(['cell5', 'cell6']));
    const tasks = tasksOf(Array.from({ length: 8 }, (_, place) => single(place)));
    scheduler.update(tasks);
    expect(engine.calls.map(({ key }) => key)).toEqual([tasks[5].key, tasks[6].key]);
    await finish(engine);
    expect(engine.counts.size).toBe(8);
  });

  it('aborts what no longer holds', () => {
    const { engine, scheduler, tasksOf } = harness();
    scheduler.see(new Set(['cell0', 'cell1']));
    scheduler.update(tasksOf([single(1), single(2)]));
    scheduler.update(tasksOf([single(1), single(3)]));
    expect(engine.calls.map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
    scheduler.update([]);
    expect(engine.calls.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it('stops where one cancels, tells what builds on it, and goes on when it is run again', async () => {
    const { engine, states, scheduler, tasksOf } = harness();
    scheduler.update(tasksOf([single(1), { content: 2, on: [0] }]));
    scheduler.cancel('cell0');
    expect(states.get('cell0')).toEqual({ status: 'cancelled' });
    expect(states.get('cell1')).toEqual({ status: 'blocked', by: 'cell0' });
    scheduler.again('cell0');
    await finish(engine);
    expect(states.get('cell1')).toEqual({ status: 'done', result: '2(1())' });
  });

  it('works two cells of the same content out once', async () => {
    const { engine, states, scheduler, tasksOf } = harness();
    scheduler.update(tasksOf([single(7), single(7)]));
    await finish(engine);
    expect([...engine.counts.values()]).toEqual([1]);
    expect(states.get('cell1')).toEqual({ status: 'done', result: '7()' });
  });

  it('begins anew after a new start of the engine', async () => {
    const { engine, scheduler, tasksOf } = harness();
    scheduler.update(tasksOf([single(7)]));
    await finish(engine);
    scheduler.restart();
    await finish(engine);
    expect([...engine.counts.values()]).toEqual([2]);
  });
});

describe('ResultCache', () => {
  it('lets the longest unused go when all weigh too much', () => {
    const cache = new ResultCache<string>((text) => text.length, 6);
    cache.set(1, 'abc');
    cache.set(2, 'def');
    cache.get(1);
    cache.set(3, 'g');
    expect([cache.get(1), cache.get(2), cache.get(3)]).toEqual(['abc', undefined, 'g']);
  });
});
