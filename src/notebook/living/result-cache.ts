/** Results by what they were made from, so that what was worked out once need not be again; the longest unused go first. */
export class ResultCache<Result> {
  private readonly results = new Map<number, { result: Result; weight: number }>();
  private weight = 0;

  /**
   * @param weigh what a result takes, in bytes
   * @param most what all may take together
   */
  constructor(
    private readonly weigh: (result: Result) => number,
    private readonly most: number,
  ) {}

  get(key: number): Result | undefined {
    const found = this.results.get(key);
    if (!found) return undefined;
    this.results.delete(key);
    this.results.set(key, found);
    return found.result;
  }

  set(key: number, result: Result): void {
    this.drop(key);
    const weight = this.weigh(result);
    this.results.set(key, { result, weight });
    this.weight += weight;
    for (const oldest of this.results.keys()) {
      if (this.weight <= this.most || this.results.size === 1) return;
      this.drop(oldest);
    }
  }

  clear(): void {
    this.results.clear();
    this.weight = 0;
  }

  private drop(key: number): void {
    this.weight -= this.results.get(key)?.weight ?? 0;
    this.results.delete(key);
  }
}
