import { formatList } from '../i18n/formats';
import { isolated } from '../i18n/isolated';
import { language, text } from '../i18n/language.svelte';
import type { Problem } from '../notebook/living/plan';
import type { UnfitInput } from '../notebook/living/unfit-input';
import { analysisTexts } from './analysis-texts.svelte';
import { inputSign } from './input-sign';

/**
 * Why a cell can't be worked out, and what can be done.
 * @param analysis of the cell; null for a query
 */
export function problemText(problem: Problem, analysis: string | null): string {
  switch (problem.code) {
    case 'noData':
      return text('problem.noData');
    case 'notAgreed':
    case 'tooHeavy':
      return text(`problem.${problem.code}`);
    case 'noInput':
      return text('problem.noInput', { name: problem.name });
    case 'inputUnfit':
      return unfitText(problem, analysis ?? '');
    case 'cycle': {
      const [cell, ...others] = problem.cells.map(isolated);
      if (others.length === 0) return text('problem.itself', { cell });
      return text('problem.cycle', { cells: formatList([cell, ...others], language.locale) });
    }
    case 'notPossible': {
      const [kind = 'purchases'] = problem.kinds;
      if (problem.missingRoles.length === 0) return text(`notebook.impossible.kind.${kind}`);
      const names = problem.missingRoles.map((role) => text(`role.${role}`));
      return text('problem.needs', { roles: formatList(names, language.locale) });
    }
  }
}

function unfitText({ parameter, input, value, fits }: UnfitInput, analysis: string): string {
  const words = {
    parameter: analysisTexts.wording(analysis).text(`parameter.${parameter}`),
    input: inputSign(input),
    value: shown(value),
  };
  if ('options' in fits) {
    const options = formatList(fits.options.map(isolated), language.locale);
    return text('problem.inputUnfit.options', { ...words, options });
  }
  const bounds = { from: shown(fits.from), to: shown(fits.to) };
  return text(`problem.inputUnfit.${fits.isWhole ? 'whole' : 'range'}`, { ...words, ...bounds });
}

function shown(value: string | number | boolean): string {
  const { wording } = language;
  return isolated(typeof value === 'number' ? wording.number(value) : wording.date(String(value)));
}
