import type { AnalysisRequest, AnalysisResult } from '../api';

/** Results above this size are worked out again rather than held. */
const mostBytes = 16 * 2 ** 20;
/** So many results are held for one choice of customers; the oldest go first. */
const mostResults = 24;

/**
 * Results of analyses, for those who ask for the same once more. Bytes are given away as copies, since who gets them
 * may hand them on to another thread.
 */
export class ResultMemory {
  private readonly byCustomers = new WeakMap<object, Map<string, AnalysisResult>>();

  /** @param customers whose results: an object that lives as long as they stay right */
  get(customers: object, request: AnalysisRequest): AnalysisResult | null {
    const found = this.byCustomers.get(customers)?.get(keyOf(request));
    return found ? copied(found) : null;
  }

  set(customers: object, request: AnalysisRequest, result: AnalysisResult): void {
    const bytes = Object.values(result.tables).reduce((sum, table) => sum + table.length, 0);
    if (bytes > mostBytes) return;
    const results = this.byCustomers.get(customers) ?? new Map<string, AnalysisResult>();
    this.byCustomers.set(customers, results);
    results.set(keyOf(request), copied(result));
    const [oldest] = results.keys();
    if (results.size > mostResults) results.delete(oldest);
  }
}

function keyOf({ name, params }: AnalysisRequest): string {
  const sorted = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([name, sorted]);
}

function copied(result: AnalysisResult): AnalysisResult {
  const tables = Object.entries(result.tables).map(([name, bytes]) => [name, bytes.slice()] as const);
  return { ...result, tables: Object.fromEntries(tables) };
}
