import type { AnalysisSpec } from '../api';
import type { Compute } from './analysis';

/** Every folder of this one that holds a spec.ts and a compute.ts is an analysis; nothing lists them by hand. */
const specModules = import.meta.glob<{ spec: AnalysisSpec }>('./*/spec.ts', { eager: true });
const computeModules = import.meta.glob<{ compute: Compute }>('./*/compute.ts');

export const specs: AnalysisSpec[] = Object.values(specModules)
  .map(({ spec }) => spec)
  .sort((one, other) => one.position - other.position);

export function findSpec(id: string): AnalysisSpec | undefined {
  return specs.find((spec) => spec.id === id);
}

export async function loadCompute(id: string): Promise<Compute> {
  return (await computeModules[`./${id}/compute.ts`]()).compute;
}
