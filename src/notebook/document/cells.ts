import type { AnalysisSpec, ParameterSpec } from '../../../workers/api';
import {
  inputKinds,
  marks,
  type Block,
  type ChartChoices,
  type Damage,
  type ParameterValue,
} from './document';
import { isDay, isNumber, isScalar, isText, isTexts, oneOf, Reading } from './reading';
import type { RawFence } from './split';
import { readYamlMap, type Plain } from './yaml-map';

/** The analyses a document may hold. */
export type Catalogue = readonly Pick<AnalysisSpec, 'id' | 'parameters'>[];

const ownKinds = ['data', 'sql', 'chart', 'input'];
const flag = 'collapsed';

/** A fence that has an id is a cell, also of a kind that is not known; without one it belongs to the prose around it. */
export function isCell(kind: string, attributes: ReadonlyMap<string, string>): boolean {
  return kind !== '' && attributes.has('id');
}

export const isId = (id: string): boolean => /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(id);

/** @param source the whole block */
export function readCell(source: string, fence: RawFence, catalogue: Catalogue): Block {
  const { kind, attributes, body, isClosed } = fence;
  const id = attributes.get('id') ?? '';
  const collapsed = attributes.get(flag) === 'true';
  const damages: Damage[] = [];
  const spec = catalogue.find((each) => each.id === kind);
  if (!spec && !ownKinds.includes(kind)) damages.push({ code: 'unknownKind', line: 0, values: { kind } });
  if (!isId(id)) damages.push({ code: 'idInvalid', line: 0, values: { id } });
  if (!isClosed) damages.push({ code: 'fenceOpen', line: 0, values: {} });
  if (damages.length > 0) return { kind: 'opaque', source, id: isId(id) ? id : null, damages, collapsed };
  const base = { source, id, collapsed };
  if (kind === 'sql') return { ...base, kind, ...readSql(attributes), sql: withoutLastEnd(body) };
  const map = readYamlMap(body);
  const reading = new Reading(map, 1);
  if (map.damages.length > 0) return { ...base, kind: 'opaque', damages: reading.damages };
  if (spec) {
    const params = readParams(reading, spec.parameters);
    return { ...base, kind: 'analysis', analysis: kind, params, damages: reading.finish() };
  }
  return readOwn(kind, base, reading);
}

function readOwn(
  kind: string,
  base: { source: string; id: string; collapsed: boolean },
  reading: Reading,
): Block {
  if (kind === 'data') {
    const table = reading.take('table', isText);
    return { ...base, kind, table, damages: reading.finish() };
  }
  if (kind === 'chart') {
    const from = reading.need('from', isText);
    const choices = readChoices(reading);
    return { ...base, kind, from, ...choices, damages: reading.finish() };
  }
  const input = reading.need('kind', oneOf(inputKinds)) ?? 'text';
  const [fits, isBound] = [valueFits[input], input === 'dates' ? isDay : isNever];
  const read = {
    label: reading.take('label', isText),
    value: reading.take('value', fits),
    to: reading.take('to', isBound),
    options: (reading.take('options', isTexts) ?? []).map(String),
    attribute: reading.take('attribute', isText),
    min: reading.take('min', isNumber),
    max: reading.take('max', isNumber),
  };
  return { ...base, kind: 'input', input, ...read, damages: reading.finish() };
}

const isNever = (_value: Plain): _value is never => false;
const valueFits = { dates: isDay, choice: isScalar, number: isNumber, text: isScalar } as const;

function readChoices(reading: Reading): ChartChoices {
  return {
    mark: reading.take('mark', oneOf(marks)),
    x: reading.take('x', isText),
    y: reading.take('y', isText),
    colour: reading.take('colour', isText),
    facet: reading.take('facet', isText),
  };
}

/** A cell of SQL has only SQL inside, so what else it needs stands behind its id. */
function readSql(attributes: ReadonlyMap<string, string>) {
  const entries = [...attributes].filter(([name]) => name !== 'id' && name !== flag);
  const map = new Map(
    entries.map(([name, value]) => [name, { value: name === 'limit' ? Number(value) : value, line: 0 }]),
  );
  const reading = new Reading({ entries: map, damages: [] }, 0);
  const show = reading.take('show', oneOf(['table', 'chart']));
  const limit = reading.take('limit', isLimit);
  const choices = readChoices(reading);
  return { limit, chart: show === 'chart' ? choices : null, damages: reading.finish() };
}

const isLimit = (value: Plain): value is number => isNumber(value) && Number.isInteger(value) && value > 0;

function withoutLastEnd(body: string): string {
  return body.replace(/\r?\n$/, '');
}

function readParams(reading: Reading, parameters: readonly ParameterSpec[]): Record<string, ParameterValue> {
  const params: Record<string, ParameterValue> = {};
  for (const parameter of parameters) {
    const value = reading.take(parameter.name, (each): each is string | number | boolean =>
      isReference(each) ? true : isScalar(each) && fitsParameter(parameter, each),
    );
    if (value === null) continue;
    params[parameter.name] = isReference(value) ? { input: String(value).slice(1) } : value;
  }
  return params;
}

const isReference = (value: Plain): boolean => isText(value) && /^\$[\p{L}_][\p{L}\p{N}_-]*$/u.test(value);

/** Whether a value is one the parameter can have, as far as that can be told without the data. */
export function fitsParameter(parameter: ParameterSpec, value: Plain): boolean {
  switch (parameter.kind) {
    case 'choice':
      return parameter.options.some((option) => option === value);
    case 'number':
      return (
        isNumber(value) &&
        value >= parameter.min &&
        value <= parameter.max &&
        (!parameter.integer || Number.isInteger(value))
      );
    case 'attribute':
      return isText(value);
    case 'date':
      return isDay(value);
  }
}
