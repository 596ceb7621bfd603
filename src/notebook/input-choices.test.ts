import { expect, it } from 'vitest';
import type { ParameterSpec } from '../../workers/api';
import { parse } from './document/parse';
import { inputChoices, inputOf } from './input-choices';

const inputs: [id: string, body: string][] = [
  ['days', 'kind: number'],
  ['span', 'kind: dates'],
  ['word', 'kind: text'],
  ['grain', 'kind: choice\noptions: [decade, month]'],
  ['place', 'kind: choice\noptions: [Riyadh, Jeddah]'],
  ['by', 'kind: choice\noptions: [city, tier]'],
  ['new', 'kind: choice'],
  ['cities', 'kind: choice\nattribute: city'],
];
const cells = inputs.map(([id, body]) => `\`\`\`input id=${id}\n${body}\n\`\`\`\n\n`);
const { blocks } = parse(`---\nformat: 1\n---\n\nWords\n\n${cells.join('')}`, []);
const attributes = [{ name: 'city', distinct: 2 }];

it.each<[ParameterSpec, string[]]>([
  [{ name: 'n', kind: 'number', min: 0, max: 1, default: null }, ['days']],
  [{ name: 'd', kind: 'date', default: null }, ['span_from', 'span_to']],
  [{ name: 'c', kind: 'choice', options: ['month', 'week'], default: 'month' }, ['word', 'grain', 'new']],
  [{ name: 'a', kind: 'attribute', default: null }, ['word', 'by', 'new']],
])('a parameter is offered what its kind can take: %j', (parameter, names) => {
  expect(inputChoices(parameter, blocks, attributes, null)).toEqual(names);
  expect(inputChoices(parameter, blocks, attributes, names[0])).toEqual(names);
  expect(inputChoices(parameter, blocks, attributes, 'gone')).toEqual([...names, 'gone']);
});

it('a value of its own comes from no input', () => {
  expect(inputOf({ input: 'grain' })).toBe('grain');
  expect(['month', 5, null, undefined].map(inputOf)).toEqual([null, null, null, null]);
});
