/** The day of an instant on the clock of the person, ISO. */
export function localDay(instant: string): string {
  const date = new Date(instant);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}
