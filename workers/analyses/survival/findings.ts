import type { DatasetKind, Finding, Scalar } from '../../api';
import type { LapseWindow } from '../../model/lapse-window';
import { survivalAt } from '../../stats/kaplan-meier';
import type { LogRankTest } from '../../stats/log-rank';
import { shownGroups, type GroupRow, type HazardRow, type SurvivalGroup } from './groups';

export interface SurvivalTold {
  groups: SurvivalGroup[];
  rows: GroupRow[];
  all: SurvivalGroup;
  overall: GroupRow;
  hazard: HazardRow[];
  test: LogRankTest | null;
  unit: string;
  groupBy: string | null;
  window: LapseWindow | null;
  kind: DatasetKind;
  monthLength: number;
}

const smallGroup = 20;
const significance = 0.05;

export function describe(told: SurvivalTold): Finding[] {
  const { all, overall, unit } = told;
  if (all.events === 0) return [];
  const { median, medianLower, medianUpper, kept12, kept24 } = overall;
  const counts = { unit, n: all.n, events: all.events };
  const last = all.curve.time.at(-1)!;
  const typical: Finding =
    median === null
      ? { code: 'medianNotReached', values: { time: last, survival: all.curve.survival.at(-1)!, ...counts } }
      : {
          code: 'medianReached',
          values: { median, medianLower: medianLower ?? 0, medianUpper: medianUpper ?? 0, ...counts },
        };
  const kept: Finding[] =
    kept12 === null
      ? []
      : [{ code: 'kept', values: { kept12, kept24: kept24 ?? 0, has24: kept24 === null ? 'no' : 'yes' } }];
  return [typical, ...kept, ...dropOff(told), ...compareGroups(told)];
}

/** The highest peak; only told for everybody together, since groups have peaks of their own. */
function dropOff({ hazard, groupBy, unit }: SurvivalTold): Finding[] {
  if (groupBy !== null) return [];
  const peaks = hazard.filter(({ peak }) => peak).sort((one, other) => other.hazard - one.hazard);
  if (peaks.length === 0) return [];
  const { time, hazard: height, atRisk } = peaks[0];
  return [{ code: 'dropOff', values: { time, hazard: height, atRisk, unit, count: peaks.length } }];
}

/** Best and worst group at a year, or at the longest time that all groups reach. */
function compareGroups({ groups, test, groupBy, unit, monthLength }: SurvivalTold): Finding[] {
  if (!test || groupBy === null) return [];
  if (test.pValue >= significance) return [{ code: 'groupsAlike', values: { groupBy, p: test.pValue } }];
  const fair = groups.filter(({ n }) => n >= smallGroup);
  const reached = Math.min(...fair.map(({ curve }) => curve.time.at(-1)!));
  const time = Math.min(12 * monthLength, reached);
  const kept = fair
    .map(({ group, curve }) => ({ group, kept: survivalAt(curve, time) ?? 0 }))
    .sort((one, other) => other.kept - one.kept);
  const [best, worst] = [kept[0], kept.at(-1)];
  if (!best || !worst || best === worst) return [];
  const values: Record<string, Scalar> = {
    groupBy,
    p: test.pValue,
    best: best.group,
    bestKept: best.kept,
    worst: worst.group,
    worstKept: worst.kept,
    time,
    unit,
  };
  return [{ code: 'groupsDiffer', values }];
}

export function warn({ groups, all, groupBy, window, kind }: SurvivalTold): Finding[] {
  const small = groups.filter(({ n }) => n < smallGroup).length;
  const warnings: (Finding | false | null)[] = [
    all.events === 0 && { code: 'noEvents', values: {} },
    window && { code: 'silenceInferred', values: { lapseWindowDays: window.days } },
    kind === 'durations' && { code: 'crossSection', values: {} },
    groupBy !== null && small > 0 && { code: 'smallGroups', values: { count: small } },
    groups.length > shownGroups && {
      code: 'tooManyGroups',
      values: { shown: shownGroups, total: groups.length },
    },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}
