import type { Table } from 'apache-arrow';
import type { Dataset, DatasetCounts, Finding } from '../../../workers/api';
import type { AnalysisOutcome } from '../../cells/cell-run.svelte';

/** The column in which tables of analyses have the ids of customers. */
const customerColumn = 'customer';

/** Columns of groups, by whatever attribute the person chose. */
const groupColumns = ['group', 'groupA', 'groupB'];

/** Groups by an attribute that hardly two customers share, such as their name, name customers. */
export function groupsNameCustomers(
  { result }: AnalysisOutcome,
  dataset: Dataset | null,
  counts: DatasetCounts | null,
): boolean {
  const attribute = dataset?.attributes.find(({ name }) => name === result.params.groupBy);
  return attribute !== undefined && counts !== null && attribute.distinct * 2 > counts.customers;
}

/** Whether a table's rows are single customers. */
export function namesCustomers({ schema }: Table, areGroupsNames: boolean): boolean {
  return schema.fields.some(
    ({ name }) => name === customerColumn || (areGroupsNames && groupColumns.includes(name)),
  );
}

/** Whether a sentence names a customer. */
export function findingNamesCustomers({ values }: Finding, areGroupsNames: boolean): boolean {
  return (
    customerColumn in values ||
    (areGroupsNames && ['group', 'best', 'worst', 'names'].some((name) => name in values))
  );
}
