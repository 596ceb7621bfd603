/** An input as it is asked for, from left to right whatever stands around it. */
export const inputSign = (name: string): string => `\u2066$${name}\u2069`;
