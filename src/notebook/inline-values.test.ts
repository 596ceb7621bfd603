import { describe, expect, it } from 'vitest';
import { inlineValue, referenceAt, referencesIn } from './inline-values';

describe('values in prose', () => {
  it('are found, with or without blanks, in any script', () => {
    expect(
      referencesIn(
        '{{ rate.retentionRate }} and {{x}}, {{ الفوج.rate }}, {{ x }}, {{}}, {{ 2x }}, {{ a b }}',
      ),
    ).toEqual(['rate.retentionRate', 'x', 'الفوج.rate']);
    expect(referenceAt('{{ a.b }} and more')).toEqual({ path: 'a.b', length: 9 });
    expect(referenceAt('no {{ a.b }}')).toBeNull();
  });

  it('are looked up by cell, name and inner name', () => {
    const values = {
      rate: { retentionRate: 0.5, standardErrors: { r: 0.1 }, period: null },
      city: { city: 'Cairo' },
    };
    const of = (id: string) => values[id as 'rate'] ?? null;
    expect(inlineValue('rate.retentionRate', of)?.value).toBe(0.5);
    expect(inlineValue('rate.standardErrors.r', of)).toEqual({ id: 'rate', name: 'r', value: 0.1 });
    expect(inlineValue('rate.period', of)?.value).toBeNull();
    expect(inlineValue('city', of)?.value).toBe('Cairo');
    for (const missing of ['rate', 'rate.x', 'rate.standardErrors', 'other.x', 'rate.standardErrors.alpha'])
      expect(inlineValue(missing, of), missing).toBeNull();
  });
});
