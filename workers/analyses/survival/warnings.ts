import type { Finding } from '../../api';
import { mostCompared } from './compare';
import { shownGroups, smallGroup } from './groups';
import type { SurvivalTold } from './told';

export function warn(told: SurvivalTold): Finding[] {
  const { all, window, kind, negative } = told;
  const warnings: (Finding | false | null)[] = [
    all.events === 0 && { code: 'noEvents', values: {} },
    window && { code: 'silenceInferred', values: { lapseWindowDays: window.days } },
    negative > 0 && { code: 'negativeDurations', values: { count: negative } },
    kind === 'durations' && { code: 'crossSection', values: {} },
    ...(told.groupBy === null ? [] : warnOfGroups(told, told.groupBy)),
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}

function warnOfGroups(told: SurvivalTold, groupBy: string): (Finding | false)[] {
  const { groups, all, test, withoutGroup } = told;
  if (withoutGroup === all.n) return [{ code: 'noGroups', values: { groupBy } }];
  const small = groups.filter(({ n }) => n < smallGroup).length;
  const total = groups.length;
  return [
    withoutGroup > 0 && { code: 'withoutGroup', values: { groupBy, count: withoutGroup } },
    total === 1 && { code: 'oneGroup', values: { groupBy, group: groups[0].group } },
    small > 0 && { code: 'smallGroups', values: { count: small } },
    total > shownGroups && { code: 'tooManyGroups', values: { shown: shownGroups, total } },
    total > mostCompared && { code: 'tooManyToCompare', values: { most: mostCompared } },
    total > 1 && total <= mostCompared && !test && { code: 'notComparable', values: {} },
  ];
}
