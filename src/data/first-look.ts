import type { Answer, Inspection, Reading } from '../../workers/api';
import { fitsHabit, habitFor, type Habit } from './habits';

/** What is known of a file before anybody chose anything. */
export interface FirstLook {
  inspection: Inspection;
  /** What was chosen for the last file with these columns; the inspection is as that says. */
  habit: Habit | null;
  /** The names of the columns before that. */
  firstSeen: readonly string[];
}

type Inspect = (reading: Reading) => Promise<Answer<Inspection>>;

/** Finds out what a file is, and looks again the way the last one like it was read. */
export async function firstLook(inspect: Inspect): Promise<Answer<FirstLook>> {
  const plain = await inspect({});
  if (!plain.ok) return plain;
  const firstSeen = plain.value.columns.map(({ name }) => name);
  const habit = habitFor(firstSeen);
  const isPlain = habit === null || Object.keys(habit.reading).length === 0;
  const asBefore = isPlain ? plain : await inspect(habit.reading);
  if (asBefore.ok && habit && fitsHabit(habit, asBefore.value.columns)) {
    return { ok: true, value: { inspection: asBefore.value, habit, firstSeen } };
  }
  // The engine holds what it looked at last, so a reading that did not fit has to be taken back.
  const again = isPlain ? plain : await inspect({});
  return again.ok ? { ok: true, value: { inspection: again.value, habit: null, firstSeen } } : again;
}
