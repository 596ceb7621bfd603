import type { ParameterSpec } from '../api';

/** The currency in which amounts are written; it changes no number. */
export const currencyParameter: ParameterSpec = {
  name: 'currency',
  kind: 'choice',
  options: [
    'none',
    'SAR',
    'AED',
    'KWD',
    'QAR',
    'BHD',
    'OMR',
    'EGP',
    'JOD',
    'MAD',
    'TRY',
    'USD',
    'EUR',
    'GBP',
  ],
  default: 'none',
};
