import type { AnalysisSpec, Dataset, DatasetKind, Role } from '../../workers/api';

/** Why an analysis is not in the notebook: roles it lacks, or, with all roles there, the kind of data it is made for. */
export interface Impossible {
  analysis: string;
  missingRoles: Role[];
  kinds: readonly DatasetKind[];
}

type DatasetTraits = Pick<Dataset, 'kind' | 'rolesPresent'>;

/** The roles the nearest of the spec's sets still lacks; empty when one set is complete. */
function missingFor(spec: AnalysisSpec, dataset: DatasetTraits): Role[] {
  const lacking = spec.needs.map((set) => set.filter((role) => !dataset.rolesPresent.includes(role)));
  return lacking.sort((one, other) => one.length - other.length)[0] ?? [];
}

export function isPossible(spec: AnalysisSpec, dataset: DatasetTraits): boolean {
  return spec.kinds.includes(dataset.kind) && missingFor(spec, dataset).length === 0;
}

export function impossibleIn(dataset: DatasetTraits, specs: readonly AnalysisSpec[]): Impossible[] {
  return specs
    .filter((spec) => !isPossible(spec, dataset))
    .map((spec) => ({ analysis: spec.id, missingRoles: missingFor(spec, dataset), kinds: spec.kinds }));
}
