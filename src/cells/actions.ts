export interface Action {
  /** The group of customers it is for, in words. */
  group: string;
  advice: string;
}

/** What an analysis' texts advise for each group it finds: keys `action.ID`, with the group's name at `choice.*.ID`. */
export function actionsIn(texts: Record<string, string>): Action[] {
  const keys = Object.keys(texts);
  return keys
    .filter((key) => key.startsWith('action.'))
    .map((key) => {
      const id = key.slice('action.'.length);
      const name = keys.find((other) => other.startsWith('choice.') && other.endsWith(`.${id}`));
      return { group: (name && texts[name]) ?? id, advice: texts[key] ?? '' };
    });
}
