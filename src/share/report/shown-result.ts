import type { Table } from 'apache-arrow';
import type { Finding } from '../../../workers/api';
import type { AnalysisOutcome } from '../../cells/cell-run.svelte';
import type { Mask } from './masking/mask-row';
import { figureTables } from './masking/figure-tables';
import { isTellableFinding, isTellableSentence } from './masking/mask-results';
import { findingNamesCustomers, groupsNameCustomers, namesCustomers } from './naming';
import type { ReportContext } from './report-context';

/** What of a result may be in the report, as the person chose. */
export interface ShownResult {
  tables: { name: string; table: Table; mask?: Mask }[];
  /** Names of tables that are left out, since their rows are single customers, or can't be masked. */
  namingTables: string[];
  unmaskedTables: string[];
  findings: Finding[];
  warnings: Finding[];
  /** Some sentences are left out, since they name a customer or tell of few. */
  hasHiddenSentences: boolean;
  /** What figures may be drawn from. */
  figureTables: Record<string, Table>;
  /** Ids of figures that are left out. */
  hiddenFigures: readonly string[];
  /** Numbers are masked in it. */
  isMasked: boolean;
}

/** Leaves out what names customers unless they were asked for, and masks small groups where that was asked for. */
export function shownResult(id: string, outcome: AnalysisOutcome, context: ReportContext): ShownResult {
  const { choices, masks, notebook } = context;
  const areGroupsNames = groupsNameCustomers(outcome, notebook.dataset, notebook.counting.counts);
  const isHidden = (table: Table) => !choices.customers && namesCustomers(table, areGroupsNames);
  const tables = Object.entries(outcome.tables);
  const open = tables.filter(([, table]) => !isHidden(table));
  const mask = choices.least === null ? null : (masks.get(id) ?? null);
  const shown = open.filter(([name]) => !mask || mask.tables[name]);
  const isNaming = (finding: Finding): boolean =>
    !choices.customers && findingNamesCustomers(finding, areGroupsNames);
  const { least } = choices;
  const result = { ...outcome.result, id, tables: outcome.tables };
  const findings = outcome.result.findings.filter(
    (finding) =>
      !isNaming(finding) && (!mask || least === null || isTellableFinding(finding, result, mask, least)),
  );
  const warnings = outcome.result.warnings.filter(
    (warning) => !isNaming(warning) && (!mask || least === null || isTellableSentence(warning, mask, least)),
  );
  const forFigures = Object.fromEntries(shown);
  return {
    tables: shown.map(([name, table]) => ({ name, table, mask: mask?.tables[name] ?? undefined })),
    namingTables: tables.filter(([, table]) => isHidden(table)).map(([name]) => name),
    unmaskedTables: open.filter(([name]) => mask && !mask.tables[name]).map(([name]) => name),
    findings,
    warnings,
    hasHiddenSentences:
      findings.length + warnings.length < outcome.result.findings.length + outcome.result.warnings.length,
    figureTables: mask ? figureTables(forFigures, mask) : forFigures,
    hiddenFigures: mask?.figures ?? [],
    isMasked: mask !== null && Object.values(mask.tables).some((each) => each !== null && each.size > 0),
  };
}
