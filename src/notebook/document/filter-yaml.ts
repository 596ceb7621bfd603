import { periodUnits, type CustomerFilter } from '../../../workers/api';
import { isDay, isList, isRecord, isScalar, isText, isTexts, oneOf } from './reading';
import type { Plain } from './yaml-map';

/** How filters stand in the front matter: `- segment: [champions, loyal]`. */

/** @returns null for what is no filter */
export function readFilter(value: Plain): CustomerFilter | null {
  if (!isRecord(value)) return null;
  const [[kind, content], ...more] = Object.entries(value);
  if (more.length > 0 || content === undefined) return null;
  if (kind === 'segment') return isTexts(content) ? { kind, segments: content.map(String) } : null;
  if (!isRecord(content)) return null;
  if (kind === 'dates') return readDates(content);
  if (kind === 'cohort') {
    const { unit, period } = content;
    return isPeriodUnit(unit) && isDay(period) ? { kind, unit, period } : null;
  }
  if (kind !== 'attribute' || !isText(content.name) || !isList(content.values)) return null;
  if (!content.values.every((each) => each === null || isScalar(each))) return null;
  return {
    kind,
    name: content.name,
    values: content.values.map((each) => (each === null ? null : String(each))),
  };
}

function readDates({ from = null, to = null }: Record<string, Plain>): CustomerFilter | null {
  const isEnd = (value: Plain): value is string | null => value === null || isDay(value);
  return isEnd(from) && isEnd(to) && (from ?? to) !== null ? { kind: 'dates', from, to } : null;
}

const isPeriodUnit = oneOf(periodUnits);

export function filterToYaml(filter: CustomerFilter): Plain {
  switch (filter.kind) {
    case 'dates': {
      const { from, to } = filter;
      return { dates: { ...(from !== null && { from }), ...(to !== null && { to }) } };
    }
    case 'cohort':
      return { cohort: { unit: filter.unit, period: filter.period } };
    case 'segment':
      return { segment: filter.segments };
    case 'attribute':
      return { attribute: { name: filter.name, values: filter.values } };
  }
}
