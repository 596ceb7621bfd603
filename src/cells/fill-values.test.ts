import { describe, expect, it } from 'vitest';
import english from '../i18n/en.json';
import notebookEnglish from '../i18n/notebook.en.json';
import { makeWording } from '../i18n/wording';
import { fillValues } from './fill-values';

const texts = { 'choice.segment.atRisk': 'At risk', 'choice.unit.month': 'Month' };
const interfaceTexts = { ...english, ...notebookEnglish };
const wording = makeWording({ language: 'en', locale: 'en-GB', interfaceTexts, texts });

describe('fillValues', () => {
  const fill = (values: Parameters<typeof fillValues>[0]) =>
    fillValues(values, { texts, wording, unit: 'month', currency: 'none' });

  it('writes dates for the period of the analysis', () => {
    expect(fill({ period: '2010-12-01' })).toEqual({ period: 'Dec 2010' });
  });

  it('names segments, and leaves what messages choose by', () => {
    expect(fill({ segment: 'atRisk', unit: 'month', better: true, rate: 0.5 })).toEqual({
      segment: 'At risk',
      unit: 'month',
      better: 'yes',
      rate: 0.5,
    });
  });

  it("keeps people's own words from turning the sentence", () => {
    expect(fill({ best: 'Two year' })).toEqual({ best: '\u2068Two year\u2069' });
  });
});
