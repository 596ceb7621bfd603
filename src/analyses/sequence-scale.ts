/**
 * Steps of one hue, from paper to deep, as numbers of the tokens `--sequence-N`. Step 4 is left out: neither ink nor
 * paper keeps a contrast of 4.5 : 1 on it in both themes.
 */
export const sequenceSteps = [0, 1, 2, 3, 5, 6];

const lastStepForInk = 3;

/** The step for a value; 0 is always the colour of the paper, and every value above 0 differs from it. */
export function sequenceStep(value: number, most: number): number {
  if (!(value > 0) || !(most > 0)) return sequenceSteps[0];
  const deepest = sequenceSteps.length - 1;
  const place = Math.ceil((value / most) * deepest - 1e-9);
  return sequenceSteps[Math.max(1, Math.min(deepest, place))];
}

export function sequenceColour(step: number): string {
  return `var(--sequence-${step})`;
}

export function textOnSequence(step: number): string {
  return step > lastStepForInk ? 'var(--paper)' : 'var(--ink)';
}
