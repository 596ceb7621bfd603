import type { AnalysisSpec, Dataset, DatasetKind, Role, Scalar } from '../../workers/api';

interface DataCell {
  id: string;
  kind: 'data';
}

export interface AnalysisCell {
  id: string;
  kind: 'analysis';
  analysis: string;
  /** Only what differs from the defaults. */
  params: Record<string, Scalar>;
}

type Cell = DataCell | AnalysisCell;

/** The document: plain data, to be rendered, and later to be written down. */
export interface Notebook {
  cells: Cell[];
}

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

function isPossible(spec: AnalysisSpec, dataset: DatasetTraits): boolean {
  return spec.kinds.includes(dataset.kind) && missingFor(spec, dataset).length === 0;
}

/** The notebook the data allows: what the data is, then every question it can answer. */
export function writeNotebook(dataset: DatasetTraits, specs: readonly AnalysisSpec[]): Notebook {
  const analyses = specs
    .filter((spec) => isPossible(spec, dataset))
    .map((spec): AnalysisCell => ({
      id: spec.id,
      kind: 'analysis',
      analysis: spec.id,
      params: { ...spec.written },
    }));
  return { cells: [{ id: 'data', kind: 'data' }, ...analyses] };
}

export function impossibleIn(dataset: DatasetTraits, specs: readonly AnalysisSpec[]): Impossible[] {
  return specs
    .filter((spec) => !isPossible(spec, dataset))
    .map((spec) => ({ analysis: spec.id, missingRoles: missingFor(spec, dataset), kinds: spec.kinds }));
}
