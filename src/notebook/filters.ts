import type { CustomerFilter } from '../../workers/api';

/** The same for filters of one kind, of which there can be one at a time. */
function subjectOf(filter: CustomerFilter): string {
  return filter.kind === 'attribute' ? `attribute ${filter.name}` : filter.kind;
}

export function isSameFilter(one: CustomerFilter, other: CustomerFilter): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The filters with one more. It takes the place of one about the same; chosen once more it is lifted. */
export function mergeFilter(filters: readonly CustomerFilter[], filter: CustomerFilter): CustomerFilter[] {
  const others = filters.filter((each) => subjectOf(each) !== subjectOf(filter));
  return filters.some((each) => isSameFilter(each, filter)) ? others : [...others, filter];
}

export function withoutFilter(filters: readonly CustomerFilter[], filter: CustomerFilter): CustomerFilter[] {
  return filters.filter((each) => !isSameFilter(each, filter));
}
