import type {
  AnalysisRequest,
  AnalysisResult,
  Answer,
  CustomerFilter,
  Dataset,
  DatasetCounts,
  EngineErrorData,
  FilteredCounts,
  SqlRequest,
  SqlResult,
} from '../../workers/api';

/** What the engine once answered about some data, to be given again where the data itself is not. */
export interface Recording {
  dataset: Dataset;
  counts: DatasetCounts | null;
  /** By the key of what was asked. */
  answers: ReadonlyMap<string, RecordedAnswer>;
}

export type RecordedRequest = AnalysisRequest | SqlRequest | { filters: readonly CustomerFilter[] };
export type RecordedAnswer = AnalysisResult | SqlResult | FilteredCounts;

/** The same for requests that ask the same, in whatever order they were written. */
export function requestKey(request: RecordedRequest): string {
  return JSON.stringify(request, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

/** What was answered then, or that it was never asked. */
export function answerAgain<Value extends RecordedAnswer>(
  { answers }: Recording,
  request: RecordedRequest,
): Promise<Answer<Value>> {
  const value = answers.get(requestKey(request));
  return Promise.resolve(value === undefined ? notRecorded : { ok: true, value: value as Value });
}

const error: EngineErrorData = {
  code: 'notRecorded',
  message: 'Only results were published, and this was not among them.',
};
export const notRecorded: { ok: false; error: EngineErrorData } = { ok: false, error };
