import { expect, it } from 'vitest';
import { policyLines } from './policy-lines';

it('takes a policy apart, whatever stands between its lines', () => {
  expect(policyLines(" default-src 'none';\n img-src  'self' blob: ; upgrade-insecure-requests;")).toEqual([
    { name: 'default-src', value: "'none'" },
    { name: 'img-src', value: "'self' blob:" },
    { name: 'upgrade-insecure-requests', value: '' },
  ]);
  expect(policyLines('')).toEqual([]);
});
