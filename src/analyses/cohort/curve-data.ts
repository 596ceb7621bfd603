import type { CustomerFilter } from '../../../workers/api';
import type { FigureInput } from '../figure';
import {
  cohortFilter,
  cohortUnit,
  describeCell,
  drawnNumber,
  isTrivial,
  readAverage,
  readCohorts,
  shortCohortLabel,
  type Average,
  type Cohort,
} from './cells';

/** More lines than these are a smear. */
const mostCurves = 36;

export interface CurvePoint {
  age: number;
  number: number;
  /** Interval of an average. */
  lower?: number | null;
  upper?: number | null;
  describe(): { title: string; lines: string[] };
}

export interface Curve {
  role: 'average' | 'oldest' | 'newest' | 'other';
  label: string;
  points: CurvePoint[];
  /** The customers of the cohort; all for the average. */
  filter?: CustomerFilter;
}

function averageCurve(input: FigureInput): Curve {
  const { wording, params } = input;
  const unit = cohortUnit(input);
  const measure = String(params.measure ?? 'customers');
  const point = (row: Average): CurvePoint[] => {
    const number = drawnNumber(row, input);
    if (number === null || isTrivial(row, input)) return [];
    const { age, rate, value, cohorts, customers, lower, upper } = row;
    const describe = () => ({
      title: wording.text('figure.averageTitle', { age, unit }),
      lines: [wording.text('figure.averageLine', { measure, rate, value, cohorts, customers })],
    });
    return [{ age, number, lower, upper, describe }];
  };
  return {
    role: 'average',
    label: wording.text('figure.average'),
    points: readAverage(input).flatMap(point),
  };
}

function cohortCurve(cohort: Cohort, input: FigureInput): Curve {
  const points = cohort.cells.flatMap((cell) => {
    const number = drawnNumber(cell, input);
    if (number === null || !cell.complete || isTrivial(cell, input)) return [];
    return [{ age: cell.age, number, describe: () => describeCell(cell, input) }];
  });
  const filter = cohortFilter(cohort.cohort, input);
  return { role: 'other', label: shortCohortLabel(cohort.cohort, input), points, filter };
}

/** Small cohorts jump about, so they have no line while there are others. */
function firmCohorts(cohorts: readonly Cohort[]): readonly Cohort[] {
  const firm = cohorts.filter((cohort) => !cohort.cells.some((cell) => cell.small));
  return firm.length ? firm : cohorts;
}

/** The average first; of the cohorts the oldest and the newest with a line of its own are told apart. */
export function curvesOf(input: FigureInput): Curve[] {
  const cohorts = firmCohorts(readCohorts(input))
    .slice(-mostCurves)
    .map((cohort) => cohortCurve(cohort, input))
    .filter((curve) => curve.points.length > 0);
  const lines = cohorts.filter((curve) => curve.points.length > 1);
  if (lines.length > 1) {
    lines[0].role = 'oldest';
    lines[lines.length - 1].role = 'newest';
  }
  const average = averageCurve(input);
  return average.points.length ? [average, ...cohorts] : cohorts;
}
