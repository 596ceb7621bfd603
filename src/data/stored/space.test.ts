import { describe, expect, it } from 'vitest';
import type { StorageState } from '../../../workers/api';
import { bytesLeft, isSpaceShort } from './space';

const state = (usedBytes: number | null, quotaBytes: number | null): StorageState => ({
  kind: 'opfs',
  reason: null,
  isPersistent: false,
  usedBytes,
  quotaBytes,
  inUse: null,
});

describe('room for a file', () => {
  it('is short when less than a tenth of what is allowed is left, or less than three times the file', () => {
    expect(isSpaceShort(state(899, 1000), 10)).toBe(false);
    expect(isSpaceShort(state(901, 1000), 10)).toBe(true);
    expect(isSpaceShort(state(0, 1000), 333)).toBe(false);
    expect(isSpaceShort(state(0, 1000), 334)).toBe(true);
    expect(isSpaceShort(state(1200, 1000), 0)).toBe(true);
  });

  it('is not spoken of when the browser does not tell, or nothing is to be kept', () => {
    expect(bytesLeft(state(null, 1000))).toBeNull();
    expect(isSpaceShort(state(null, null), 1e12)).toBe(false);
    expect(isSpaceShort({ ...state(1000, 1000), kind: 'memory', reason: 'chosen' }, 10)).toBe(false);
  });

  it('is never below nothing', () => {
    expect(bytesLeft(state(1200, 1000))).toBe(0);
  });
});
