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
  /** By node, the one it was reached from. */
  const from = new Map<string, string>();
  const open = [...(graph.get(start) ?? [])].map((node): [string, string] => [node, start]).reverse();
  for (let step = open.pop(); step; step = open.pop()) {
    const [node, before] = step;
    if (node === start) return wayTo(before, start, from);
    if (from.has(node)) continue;
    from.set(node, before);
    open.push(...[...(graph.get(node) ?? [])].map((next): [string, string] => [next, node]).reverse());
  }
  return null;
}

function wayTo(end: string, start: string, from: ReadonlyMap<string, string>): string[] {
  const way = [end];
  while (way[way.length - 1] !== start) way.push(from.get(way[way.length - 1])!);
  return way.reverse();
}
