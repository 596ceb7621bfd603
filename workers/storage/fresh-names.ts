import { randomId } from '../api/random-id';

let catalogs = 0;

/** A name for a catalog, used once in this session. */
export function freshCatalog(): string {
  catalogs += 1;
  return `store_${catalogs}`;
}

/** An id for kept data, unlike any other in this browser. */
export const freshId = () => randomId(6);
