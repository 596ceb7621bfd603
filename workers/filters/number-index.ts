/** Up to this range a number is its own place in a table; beyond, numbers are hashed. */
const mostDirect = 2 ** 22;

/** Numbers whole numbers from 0 in the order in which they are met. */
export class NumberIndex {
  /** By number, or by hash: the place it was given, from 1; 0 is free. */
  private slots: Int32Array;
  private readonly isDirect: boolean;
  /** The numbers by place. */
  private met: Float64Array = new Float64Array(1024);
  private count = 0;

  /** @param range all numbers are below it */
  constructor(range: number) {
    this.isDirect = range <= mostDirect;
    this.slots = new Int32Array(this.isDirect ? range : 4096);
  }

  get size(): number {
    return this.count;
  }

  get numbers(): Float64Array {
    return this.met.subarray(0, this.count);
  }

  /** The place of a number, from 0. */
  place(number: number): number {
    const slot = this.isDirect ? number : this.slotOf(number);
    const known = this.slots[slot];
    return known > 0 ? known - 1 : this.add(number, slot);
  }

  private add(number: number, slot: number): number {
    const place = this.count;
    if (place === this.met.length) this.met = grown(this.met);
    this.met[place] = number;
    this.count += 1;
    this.slots[slot] = this.count;
    if (!this.isDirect && this.count * 2 > this.slots.length) this.spread();
    return place;
  }

  /** Where a number is, or would be, among the hashed ones. */
  private slotOf(number: number): number {
    const last = this.slots.length - 1;
    // Both halves of the number, mixed by odd constants.
    let hash = Math.imul(number % 4_294_967_296, 0x9e3779b1) ^ Math.imul(number / 4_294_967_296, 0x85ebca77);
    hash = (hash ^ (hash >>> 15)) & last;
    while (this.slots[hash] > 0 && this.met[this.slots[hash] - 1] !== number) hash = (hash + 1) & last;
    return hash;
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 4);
    for (let place = 0; place < this.count; place += 1) this.slots[this.slotOf(this.met[place])] = place + 1;
  }
}

function grown(values: Float64Array): Float64Array {
  const more = new Float64Array(values.length * 2);
  more.set(values);
  return more;
}
