import type { Scalar } from '../../../../workers/api';

/** How a table of an analysis is masked. A table without a rule is left out of a masked report. */
export type MaskRule =
  /** It tells of models or of everybody. */
  | { kind: 'whole' }
  /** A row is a group, and the counts of all add up to a total that may be known. */
  | { kind: 'groups'; count: string; key: string; dimension: Dimension | null; also: readonly string[] }
  /** Who came, stayed and left, period by period. */
  | { kind: 'flows' }
  /** The triangle of cohorts by age, of which another table has the sum of each age; rates may be of the cell before. */
  | { kind: 'triangle'; isOfPrevious: boolean }
  | { kind: 'triangleAverage' };

/** What the groups of a table are: tables of one dimension are masked together, or one would tell what the other masks. */
export type Dimension = 'joined' | 'segment' | 'state' | 'attribute';

const whole: MaskRule = { kind: 'whole' };

const groups = (
  key: string,
  dimension: Dimension | null = null,
  count = 'customers',
  also: readonly string[] = [],
): MaskRule => ({ kind: 'groups', count, key, dimension, also });

const rules: Record<string, MaskRule> = {
  'rate.periods': { kind: 'flows' },
  'cohort.cells': { kind: 'triangle', isOfPrevious: false },
  'cohort.average': { kind: 'triangleAverage' },
  'survival.groups': groups('group', 'attribute', 'n', ['events']),
  'value.methods': whole,
  'value.segments': groups('segment', 'segment'),
  'value.cohorts': groups('cohort', 'joined'),
  'value.groups': groups('group', 'attribute'),
  'value.deciles': groups('decile'),
  'value.models': whole,
  'value.parameters': whole,
  'value.checks': whole,
  'value.holdout': groups('frequency'),
  'alive.states': groups('state', 'state'),
  'alive.models': whole,
  'alive.parameters': whole,
  'rfm.segments': groups('segment', 'segment'),
  'subscription.remaining': groups('renewals'),
  'subscription.parameters': whole,
};

/** Null where it can't be said how the table could be masked: it is left out. */
export function ruleOf(analysis: string, table: string, params: Record<string, Scalar>): MaskRule | null {
  const rule = rules[`${analysis}.${table}`] ?? null;
  // Money and orders say nothing of how few customers they are of; in these ways of counting neighbours tell of few.
  const isPlain = params.measure === 'customers' && ['classic', 'bracket'].includes(String(params.type));
  if (rule?.kind.startsWith('triangle') && !isPlain) return null;
  return rule?.kind === 'triangle' ? { ...rule, isOfPrevious: params.relativeTo === 'previous' } : rule;
}

/** A name under which the same groups have the same keys. */
export function dimensionOf(rule: MaskRule, params: Record<string, Scalar>): string | null {
  if (rule.kind === 'flows' || rule.kind === 'triangle') return `joined ${String(params.period)}`;
  if (rule.kind !== 'groups' || rule.dimension === null) return null;
  if (rule.dimension === 'joined') return `joined ${String(params.period)}`;
  return rule.dimension === 'attribute' ? `attribute ${String(params.groupBy)}` : rule.dimension;
}

/** Figures that can't be drawn from a masked table, since a missing number would be drawn as none. */
export const wholeFigures: Record<string, readonly string[]> = { 'rate.periods': ['movement'] };

/** Sentences about everybody, or about models: they stay when groups are masked. */
export const wholeFindings: Record<string, readonly string[]> = {
  cohort: ['averageBack', 'newerVersusOlder'],
  survival: [
    'medianReached',
    'medianAtStart',
    'medianNotReached',
    'kept',
    'meanLife',
    'groupsAlike',
    'groupsDiffer',
  ].concat(['allPairsDiffer', 'somePairsDiffer', 'noPairDiffers']),
  value: ['totalValue', 'topShare', 'methods', 'holdout', 'noDropout', 'modelChosen', 'trust'],
  alive: ['stillThere', 'nextPeriod', 'oneTime', 'noDropout', 'modelChosen'],
  subscription: ['remains', 'retentionRises', 'everybodyAlike', 'worth', 'currentValue', 'holdout'],
};
