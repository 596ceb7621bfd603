/** A number for each content, the same for the same content: a key that can't collide, and stays short however deep. */
export class Interning {
  private readonly numbers = new Map<string, number>();

  /** @param content plain data, in a fixed order of its keys */
  of(content: unknown): number {
    const text = JSON.stringify(content);
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}
