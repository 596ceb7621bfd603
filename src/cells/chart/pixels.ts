import type * as Plot from '@observablehq/plot';

/** A place or a colour as it is, past the scales of Plot. */
export function asIs<Datum, Value>(value: (datum: Datum) => Value): Plot.ChannelValueSpec {
  return { value: value as (datum: unknown) => Value, scale: null };
}
