import type { Progress } from '../../workers/api';

/** Before that nothing can be said. */
const firstEstimateMilliseconds = 1000;
/** Weight of what was done since the last report, against all before. */
const newestWeight = 0.2;

/** How long something will take, from how fast it went so far. Time comes from outside, in milliseconds. */
export class TimeLeft {
  #stage: Progress['stage'] | null = null;
  #begun = 0;
  #last = { fraction: 0, time: 0 };
  #perMillisecond: number | null = null;

  /** @returns seconds left, null while that can't be told */
  note(progress: Pick<Progress, 'stage' | 'fraction'>, now: number): number | null {
    const { stage, fraction } = progress;
    if (fraction === null) return this.#forget();
    if (stage !== this.#stage || fraction < this.#last.fraction) this.#begin(stage, fraction, now);
    else this.#learn(fraction, now);
    if (now - this.#begun < firstEstimateMilliseconds || !this.#perMillisecond) return null;
    return (1 - fraction) / this.#perMillisecond / 1000;
  }

  #forget(): null {
    this.#stage = null;
    return null;
  }

  #begin(stage: Progress['stage'], fraction: number, now: number): void {
    this.#stage = stage;
    this.#begun = now;
    this.#last = { fraction, time: now };
    this.#perMillisecond = null;
  }

  #learn(fraction: number, now: number): void {
    const elapsed = now - this.#last.time;
    if (elapsed <= 0 || fraction === this.#last.fraction) return;
    const speed = (fraction - this.#last.fraction) / elapsed;
    const former = this.#perMillisecond ?? speed;
    this.#perMillisecond = former + newestWeight * (speed - former);
    this.#last = { fraction, time: now };
  }
}

/** An estimate as people say it; the finer steps would only flicker. */
export type SpokenTime = { unit: 'moment' } | { unit: 'seconds' | 'minutes'; count: number };

export function spokenTime(seconds: number): SpokenTime {
  if (seconds < 5) return { unit: 'moment' };
  const rounded = Math.ceil(seconds / 5) * 5;
  if (rounded < 60) return { unit: 'seconds', count: rounded };
  return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) };
}
