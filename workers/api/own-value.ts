/** What a record holds under a name that people chose: a column called `constructor` is not what every object has by that name. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
