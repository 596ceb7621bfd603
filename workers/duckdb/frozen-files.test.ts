import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freezeWhenFull, type SyncHandle } from './frozen-files';

/** A class of files on a disk with so much room, each test its own. */
function diskOf(room: number, isShort = false) {
  return class File implements SyncHandle {
    disk = new Uint8Array(0);

    read(bytes: Uint8Array, { at }: { at: number }): number {
      const found = this.disk.subarray(at, at + bytes.length);
      bytes.set(found);
      return found.length;
    }

    write(bytes: Uint8Array, { at }: { at: number }): number {
      const end = at + bytes.length;
      if (end > room && !isShort) throw new DOMException('No room.', 'QuotaExceededError');
      const part = bytes.subarray(0, Math.max(0, room - at));
      if (at + part.length > this.disk.length) this.truncate(at + part.length);
      this.disk.set(part, at);
      return part.length;
    }

    truncate(size: number): void {
      if (size > room) throw new DOMException('No room.', 'QuotaExceededError');
      const grown = new Uint8Array(size);
      grown.set(this.disk.subarray(0, size));
      this.disk = grown;
    }

    getSize(): number {
      return this.disk.length;
    }
  };
}

const contentOf = (handle: SyncHandle) => {
  const bytes = new Uint8Array(handle.getSize());
  expect(handle.read(bytes, { at: 0 })).toBe(bytes.length);
  return [...bytes];
};

describe('a file that finds no room', () => {
  it('stays as it is on disk, and is read as if all had been written', () => {
    const File = diskOf(4);
    const full: SyncHandle[] = [];
    freezeWhenFull(File.prototype, (handle) => full.push(handle));
    const file = new File();
    expect(file.write(Uint8Array.of(1, 2, 3), { at: 0 })).toBe(3);
    expect(file.write(Uint8Array.of(7, 8, 9), { at: 3 })).toBe(3);
    expect(file.write(Uint8Array.of(5), { at: 0 })).toBe(1);
    expect(contentOf(file)).toEqual([5, 2, 3, 7, 8, 9]);
    expect([...file.disk]).toEqual([1, 2, 3]);
    expect(full).toEqual([file]);
    const other = new File();
    other.write(Uint8Array.of(4), { at: 0 });
    expect([...other.disk]).toEqual([4]);
  });

  it('is frozen by a write that is cut short as well', () => {
    const File = diskOf(2, true);
    let told = 0;
    freezeWhenFull(File.prototype, () => (told += 1));
    const file = new File();
    expect(file.write(Uint8Array.of(1, 2, 3), { at: 0 })).toBe(3);
    expect(contentOf(file)).toEqual([1, 2, 3]);
    expect(told).toBe(1);
  });

  it('answers like one that has room, whatever is written and read', () => {
    const write = fc.record({ at: fc.nat(30), bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 20 }), fc.nat(40), (writes, room) => {
        const [Small, Large] = [diskOf(room), diskOf(1000)];
        let frozenDisk: number[] | null = null;
        freezeWhenFull(
          Small.prototype,
          (handle) => (frozenDisk = [...(handle as InstanceType<typeof Small>).disk]),
        );
        const [small, large] = [new Small(), new Large()];
        for (const { at, bytes } of writes) {
          // The engine leaves no holes.
          const place = Math.min(at, large.getSize());
          expect(small.write(bytes, { at: place })).toBe(large.write(bytes, { at: place }));
        }
        expect(contentOf(small)).toEqual(contentOf(large));
        if (frozenDisk) expect([...small.disk]).toEqual(frozenDisk);
      }),
    );
  });
});
