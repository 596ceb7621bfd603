/** A signal that is aborted with either of two, until they are forgotten. */
export function eitherSignal(one: AbortSignal, other: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const signals = [one, other];
  if (signals.some(({ aborted }) => aborted)) abort();
  for (const signal of signals) signal.addEventListener('abort', abort);
  const forget = () => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, forget };
}
