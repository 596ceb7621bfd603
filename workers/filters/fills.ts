import type { DerivedTables } from '../model/derived-tables';

/** What fills the canonical tables that a question reads. */
export interface Fills extends Pick<DerivedTables, 'calendar' | 'activity' | 'moves' | 'purchases' | 'gaps'> {
  attribute(name: string, signal: AbortSignal): Promise<void>;
  /** Makes sure that the tables stand that have a row for each customer, or several; filtered ones are made when needed. */
  rows(signal: AbortSignal): Promise<void>;
}

const readsRow = /\b(?:FROM|JOIN)\s+(?:orders|customers|attributes|activity|purchases)\b/i;

/** Whether one of our own statements reads a table that `rows` makes. Such a table that were overlooked would be missing. */
export const readsRows = (sql: string): boolean => readsRow.test(sql.replace(/--.*/g, ''));

/** Whether one of our own statements reads nothing but what is the same for all customers. */
export const readsCalendarOnly = (sql: string): boolean =>
  [...sql.replace(/--.*/g, '').matchAll(/\b(?:FROM|JOIN)\s+(\w+|\()/gi)].every(([, name]) =>
    ['calendar', 'periods'].includes(name.toLowerCase()),
  );
