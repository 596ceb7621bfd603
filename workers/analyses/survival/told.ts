import type { DatasetKind } from '../../api';
import type { LapseWindow } from '../../model/lapse-window';
import type { Comparison } from './compare';
import type { GroupRow, HazardRow, SurvivalGroup } from './groups';

/** Everything that has been found out, for tables, findings and warnings. */
export interface SurvivalTold extends Comparison {
  /** What is shown: the groups, or everybody as one. */
  groups: SurvivalGroup[];
  rows: GroupRow[];
  hazard: HazardRow[];
  /** Everybody, whether grouped or not. */
  all: SurvivalGroup;
  overall: GroupRow;
  unit: string;
  /** One month in that unit. */
  monthLength: number;
  groupBy: string | null;
  /** Customers without a value of the attribute, in no group. */
  withoutGroup: number;
  /** Customers left out because their life ends before it begins. */
  negative: number;
  window: LapseWindow | null;
  kind: DatasetKind;
}
