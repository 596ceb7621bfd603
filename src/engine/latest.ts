import type { Answer } from '../../workers/api';

let nextNumber = 0;

/** A place where only the newest request matters: asking again cancels the former, and a late answer is dropped. */
export class Latest {
  #current: string | null = null;

  constructor(
    private readonly name: string,
    private readonly cancelById: (id: string) => void,
  ) {}

  /** The answer, or null when something newer was asked meanwhile. */
  async run<Value>(call: (id: string) => Promise<Answer<Value>>): Promise<Answer<Value> | null> {
    this.cancel();
    nextNumber += 1;
    const id = `${this.name}-${nextNumber}`;
    this.#current = id;
    const answer = await call(id);
    if (this.#current !== id) return null;
    this.#current = null;
    return answer;
  }

  /** Stops what runs; its answer is dropped. */
  cancel(): void {
    if (this.#current !== null) this.cancelById(this.#current);
    this.#current = null;
  }
}
