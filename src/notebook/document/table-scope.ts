/** The tables that the columns of one SELECT can come from, by the names they have there. */
export class Scope {
  private readonly sources = new Map<string, boolean>();

  /** @param outer of the query around it, whose tables can be named as well */
  constructor(private readonly outer: Scope | null) {}

  /** @param isTable it goes by its own name, which no part of the query has given it */
  add(name: string | null, isTable: boolean): void {
    if (name !== null) this.sources.set(name.toLowerCase(), isTable);
  }

  /** Whether a name stands for a table by its own name, and for nothing nearer. */
  isTable(name: string): boolean {
    return this.sources.get(name.toLowerCase()) ?? this.outer?.isTable(name) ?? false;
  }
}
