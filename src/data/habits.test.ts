import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Inspection, Reading } from '../../workers/api';
import { firstLook } from './first-look';
import { columnsKey, forgetHabit, habitFor, isWorthKeeping, keepHabit, type Habit } from './habits';
import { column, customer, day, inspectionOf } from './test-data';

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
});
beforeEach(() => kept.clear());

const stored = () => JSON.parse(kept.get('wafa.habits') ?? '[]') as unknown[];
const habit: Habit = {
  reading: {},
  mapping: { customer: 'customer', day: 'start' },
  formats: { day: 'dateMonthFirst' },
  fixes: { customer: ['lowerCase'] },
};
const names = ['customer', 'day'];

describe('habits', () => {
  it('come back for the same columns in the same order only', () => {
    keepHabit(names, names, habit);
    expect(habitFor(names)).toEqual(habit);
    expect(habitFor(['day', 'customer'])).toBeNull();
    expect(habitFor(['customer', 'day', 'city'])).toBeNull();
  });

  it('hold the newest choice, and none once they are forgotten', () => {
    keepHabit(names, names, habit);
    keepHabit(names, names, { ...habit, formats: {} });
    expect(stored()).toHaveLength(1);
    expect(habitFor(names)?.formats).toEqual({});
    forgetHabit(names, names);
    expect(stored()).toEqual([]);
  });

  it('are found by how the file first looked as well', () => {
    const garbled = ['ÑÞã', 'ÊÇÑíÎ'];
    keepHabit(garbled, names, { ...habit, reading: { encoding: 'windows-1256' } });
    keepHabit(names, names, { ...habit, reading: { encoding: 'windows-1256' }, fixes: {} });
    expect(habitFor(garbled)?.fixes).toEqual({});
    expect(stored()).toHaveLength(1);
  });

  it('hold no name of a file', () => {
    keepHabit(names, names, { ...habit, reading: { entry: 'patients.csv', delimiter: ';' } });
    expect(habitFor(names)?.reading).toEqual({ delimiter: ';' });
    expect(kept.get('wafa.habits')).not.toContain('patients');
  });

  it('are fifty at most; the oldest go', () => {
    for (let file = 0; file < 60; file += 1) keepHabit([`c${file}`], [`c${file}`], habit);
    expect(stored()).toHaveLength(50);
    expect(habitFor(['c9'])).toBeNull();
    expect(habitFor(['c10'])).toEqual(habit);
  });

  it.each([
    'no JSON',
    'null',
    '7',
    '[null, 3, "x"]',
    JSON.stringify([{ keys: [columnsKey(names)], mapping: {} }]),
    JSON.stringify([{ ...habit, keys: [columnsKey(names)], mapping: { customer: 'king' } }]),
    JSON.stringify([{ ...habit, keys: [columnsKey(names)], reading: { colour: 'red' } }]),
    JSON.stringify([{ ...habit, keys: [columnsKey(names)], fixes: { customer: 'lowerCase' } }]),
    JSON.stringify([{ ...habit, keys: columnsKey(names) }]),
  ])('ignore what is corrupt or of another version: %s', (text) => {
    kept.set('wafa.habits', text);
    expect(habitFor(names)).toBeNull();
    keepHabit(names, names, habit);
    expect(habitFor(names)).toEqual(habit);
  });

  it('are worth keeping only where they differ from what is done unasked', () => {
    const plain = { reading: {}, mapping: { customer: 'customer' }, formats: {}, fixes: {} } as const;
    expect(isWorthKeeping(plain, { customer: 'customer' })).toBe(false);
    expect(isWorthKeeping(plain, { customer: 'attribute' })).toBe(true);
    expect(isWorthKeeping({ ...plain, reading: { sheet: '2024' } }, { customer: 'customer' })).toBe(true);
  });
});

describe('firstLook', () => {
  const plain = inspectionOf([customer, day]);
  const inspectWith = (answers: (reading: Reading) => Inspection | null) =>
    vi.fn(async (reading: Reading): Promise<Answer<Inspection>> => {
      const value = answers(reading);
      return value ? { ok: true, value } : { ok: false, error: { code: 'fileUnreadable', message: 'no' } };
    });

  it('looks once when nothing is remembered', async () => {
    const inspect = inspectWith(() => plain);
    expect(await firstLook(inspect)).toEqual({
      ok: true,
      value: { inspection: plain, habit: null, firstSeen: names },
    });
    expect(inspect).toHaveBeenCalledTimes(1);
  });

  it('looks again the way the last such file was read', async () => {
    const garbled = inspectionOf([column('ÑÞã'), column('ÊÇÑíÎ')]);
    const withReading = { ...habit, reading: { encoding: 'windows-1256' } };
    keepHabit(['ÑÞã', 'ÊÇÑíÎ'], names, withReading);
    const looked = await firstLook(inspectWith(({ encoding }) => (encoding ? plain : garbled)));
    expect(looked.ok && looked.value.inspection).toBe(plain);
    expect(looked.ok && looked.value.habit).toEqual(withReading);
  });

  it('takes a reading back that does not fit this file, or fails on it', async () => {
    keepHabit(names, names, { ...habit, reading: { header: '3' } });
    for (const second of [inspectionOf([customer]), null]) {
      const inspect = inspectWith(({ header }) => (header ? second : plain));
      const looked = await firstLook(inspect);
      expect(looked.ok && looked.value).toEqual({ inspection: plain, habit: null, firstSeen: names });
      expect(inspect.mock.lastCall).toEqual([{}]);
    }
  });

  it('says why a file can not be opened', async () => {
    expect((await firstLook(inspectWith(() => null))).ok).toBe(false);
  });
});
