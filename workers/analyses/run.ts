import type { AnalysisRequest, AnalysisResult, AnalysisSpec, Dataset } from '../api';
import { EngineError } from '../duckdb/engine-error';
import type { AnalysisContext } from './analysis';
import { completeParameters } from './parameters';
import { findSpec, loadCompute } from './registry';
import { toArrow } from './to-arrow';

/** Whether the data has what an analysis needs; otherwise the smallest set of roles that is missing. */
export function missingRoles(spec: AnalysisSpec, dataset: Dataset): readonly string[] {
  const missing = spec.needs
    .map((roles) => roles.filter((role) => !dataset.rolesPresent.includes(role)))
    .sort((one, other) => one.length - other.length);
  return missing[0] ?? [];
}

/**
 * Runs one analysis by name.
 * @throws EngineError `analysisUnknown`, `analysisNotPossible` with the missing roles, `parametersInvalid`
 */
export async function runAnalysis(
  request: AnalysisRequest,
  context: AnalysisContext,
): Promise<Omit<AnalysisResult, 'sql' | 'origin'>> {
  const spec = findSpec(request.name);
  if (!spec)
    throw new EngineError('analysisUnknown', `There is no analysis "${request.name}".`, {
      values: { name: request.name },
    });
  const missing = missingRoles(spec, context.dataset);
  if (missing.length > 0 || !spec.kinds.includes(context.dataset.kind)) {
    const message = `The data lacks ${missing.join(', ') || 'the right form'} for ${spec.id}.`;
    throw new EngineError('analysisNotPossible', message, {
      values: { name: spec.id, roles: missing.join(',') },
    });
  }
  const params = completeParameters(spec, request.params, context.dataset);
  for (const { kind, name } of spec.parameters)
    if (kind === 'attribute' && params[name] !== null) await context.attribute(String(params[name]));
  const compute = await loadCompute(spec.id);
  const output = await compute(context, params);
  return {
    analysis: spec.id,
    params: { ...params, ...output.decided },
    summary: output.summary,
    tables: Object.fromEntries(Object.entries(output.tables).map(([name, table]) => [name, toArrow(table)])),
    findings: output.findings,
    warnings: output.warnings,
  };
}
