/** Which nodes a node builds on. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** All nodes a node builds on, also by others, each after those it builds on itself; without the node. */
export function below(graph: Graph, start: string): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (node: string) => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const next of graph.get(node) ?? []) visit(next);
    found.push(node);
  };
  visit(start);
  return found.slice(0, -1);
}

/** The way from a node back to itself: `a` builds on `b` builds on `a` gives [a, b]; null when there is none. */
export function cycleThrough(graph: Graph, start: string): string[] | null {
  const seen = new Set<string>();
  const search = (node: string, way: string[]): string[] | null => {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search(next, [...way, next]);
      if (found) return found;
    }
    return null;
  };
  return search(start, [start]);
}
