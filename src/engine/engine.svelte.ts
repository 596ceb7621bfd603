import { proxy } from 'comlink';
import type {
  AnalysisRequest,
  AnalysisResult,
  Answer,
  AttributeValue,
  CustomerFilter,
  Dataset,
  DatasetCounts,
  EngineErrorData,
  FilteredCounts,
  Inspection,
  KeptDataEvent,
  LoadRequest,
  OnProgress,
  Progress,
  Reading,
  SqlNames,
  SqlRequest,
  SqlResult,
  SqlVocabulary,
  StorageState,
  StoredData,
  TablePage,
  TablePageRequest,
  TableProfile,
  TableRowsRequest,
  Timeline,
} from '../../workers/api';
import { Latest } from './latest';
import { answerAgain, notRecorded, type Recording } from './recording';
import { openWorker, type WorkerLink } from './worker-link';

type EngineStatus = 'waiting' | 'starting' | 'ready' | 'failed';

/** After these the engine can't be relied on and has to be started again. */
const fatalCodes: readonly string[] = ['engineFailed', 'sqlTooHeavy'];

/** The engine as the page uses it. Every call waits for the start, so nobody has to ask whether it is ready. */
class EngineClient {
  #status = $state<EngineStatus>('waiting');
  #progress = $state.raw<Progress | null>(null);
  #failure = $state.raw<EngineErrorData | null>(null);
  #link: WorkerLink | null = null;
  #booted: Promise<Answer<null>> | null = null;
  #onStorage: (event: KeptDataEvent) => void = () => undefined;
  #recording: Recording | null = null;

  get status(): EngineStatus {
    return this.#status;
  }

  /** How far the start is. */
  get progress(): Progress | null {
    return this.#progress;
  }

  /** What it failed of; null as long as it has not. */
  get failure(): EngineErrorData | null {
    return this.#failure;
  }

  start(): Promise<Answer<null>> {
    this.#booted ??= this.#boot();
    return this.#booted;
  }

  /** Ends the worker, and with it all its data, and starts a new one. */
  restart(): Promise<Answer<null>> {
    this.#link?.end();
    this.#booted = this.#boot();
    return this.#booted;
  }

  /** From now on what is asked about the data in use is answered from a recording; null asks the worker again. */
  replay(recording: Recording | null): void {
    this.#recording = recording;
  }

  /** Ends the worker for good: whatever is asked from now on is answered with `engineFailed`. */
  end(): void {
    this.#link?.end();
    this.#link = null;
    this.#booted = Promise.resolve({ ok: false, error: notThere });
  }

  /** A channel of which only the newest request counts. */
  latest(name: string): Latest {
    return new Latest(name, (id) => this.#link?.tell((engine) => engine.cancel(id)));
  }

  inspect(id: string, files: readonly File[], reading: Reading): Promise<Answer<Inspection>> {
    return this.#call((link) => link.call((engine) => engine.inspect(id, [...files], { ...reading })));
  }

  inspectTable(id: string, table: string): Promise<Answer<Inspection>> {
    return this.#call((link) => link.call((engine) => engine.inspectTable(id, table)));
  }

  load(id: string, request: LoadRequest, onProgress: OnProgress): Promise<Answer<Dataset>> {
    return this.#call((link) => link.call((engine) => engine.load(id, request, proxy(onProgress))));
  }

  removeTable(id: string, table: string): Promise<Answer<Dataset>> {
    return this.#call((link) => link.call((engine) => engine.removeTable(id, table)));
  }

  tablePage(id: string, request: TablePageRequest): Promise<Answer<TablePage>> {
    return this.#call((link) => link.call((engine) => engine.tablePage(id, request)));
  }

  tableProfile(id: string, table: string): Promise<Answer<TableProfile>> {
    return this.#call((link) => link.call((engine) => engine.tableProfile(id, table)));
  }

  rejectedRows(id: string, table: string): Promise<Answer<Uint8Array>> {
    return this.#call((link) => link.call((engine) => engine.rejectedRows(id, table)));
  }

  tableRows(id: string, request: TableRowsRequest): Promise<Answer<SqlResult>> {
    return this.#call((link) => link.call((engine) => engine.tableRows(id, request)));
  }

  toParquet(id: string, table: Uint8Array): Promise<Answer<Uint8Array>> {
    return this.#call((link) => link.call((engine) => engine.toParquet(id, table)));
  }

  count(id: string, which: 'loaded' | 'inUse', onProgress: OnProgress): Promise<Answer<DatasetCounts>> {
    const counts = which === 'inUse' ? this.#recording?.counts : null;
    if (counts) return Promise.resolve({ ok: true, value: counts });
    return this.#call((link) => link.call((engine) => engine.count(id, which, proxy(onProgress))));
  }

  adopt(): Promise<Answer<Dataset>> {
    return this.#call((link) => link.call((engine) => engine.adopt()));
  }

  discard(): Promise<Answer<null>> {
    return this.#call((link) => link.call((engine) => engine.discard()));
  }

  analyse(id: string, request: AnalysisRequest, onProgress: OnProgress): Promise<Answer<AnalysisResult>> {
    if (this.#recording) return answerAgain(this.#recording, request);
    return this.#call((link) => link.call((engine) => engine.analyse(id, request, proxy(onProgress))));
  }

  countFiltered(id: string, filters: readonly CustomerFilter[]): Promise<Answer<FilteredCounts>> {
    if (this.#recording) return answerAgain(this.#recording, { filters });
    return this.#call((link) => link.call((engine) => engine.countFiltered(id, [...filters])));
  }

  attributeValues(id: string, attribute: string, limit: number): Promise<Answer<AttributeValue[]>> {
    if (this.#recording) return Promise.resolve(notRecorded);
    return this.#call((link) => link.call((engine) => engine.attributeValues(id, attribute, limit)));
  }

  query(id: string, request: SqlRequest, onProgress: OnProgress): Promise<Answer<SqlResult>> {
    if (this.#recording) return answerAgain(this.#recording, request);
    return this.#call((link) => link.call((engine) => engine.query(id, request, proxy(onProgress))));
  }

  sqlNames(sql: string): Promise<Answer<SqlNames>> {
    return this.#call((link) => link.call((engine) => engine.sqlNames(sql)));
  }

  sqlVocabulary(): Promise<Answer<SqlVocabulary>> {
    return this.#call((link) => link.call((engine) => engine.sqlVocabulary()));
  }

  storage(): Promise<Answer<StorageState>> {
    return this.#call((link) => link.call((engine) => engine.storage()));
  }

  storedData(): Promise<Answer<StoredData[]>> {
    return this.#call((link) => link.call((engine) => engine.storedData()));
  }

  openStored(id: string, data: string, onProgress: OnProgress, takeOver = false): Promise<Answer<Dataset>> {
    return this.#call((link) =>
      link.call((engine) => engine.openStored(id, data, proxy(onProgress), takeOver)),
    );
  }

  deleteStored(data: string): Promise<Answer<null>> {
    return this.#call((link) => link.call((engine) => engine.deleteStored(data)));
  }

  useMemory(): Promise<Answer<null>> {
    return this.#call((link) => link.call((engine) => engine.useMemory()));
  }

  /** What the engine's workers have fetched; answered when they are no longer busy. */
  requests(): Promise<Answer<Timeline[]>> {
    return this.#call((link) => link.call((engine) => engine.requests()));
  }

  /** What other tabs do to the kept data, of this engine and of those started after it. */
  watchStorage(onEvent: (event: KeptDataEvent) => void): void {
    this.#onStorage = onEvent;
  }

  async #boot(): Promise<Answer<null>> {
    this.#status = 'starting';
    this.#progress = this.#failure = null;
    const link = openWorker((error) => this.#fail(link, error));
    this.#link = link;
    const answer = await link.call((engine) =>
      engine.boot(proxy((progress) => (this.#progress = startProgress(progress)))),
    );
    if (this.#link !== link) return answer;
    if (answer.ok) {
      this.#status = 'ready';
      link.tell((engine) => engine.watchStorage(proxy((event) => this.#onStorage(event))));
    } else this.#fail(link, answer.error);
    return answer;
  }

  async #call<Value>(use: (link: WorkerLink) => Promise<Answer<Value>>): Promise<Answer<Value>> {
    const booted = await this.start();
    const link = this.#link;
    if (!booted.ok || !link) return booted.ok ? { ok: false, error: notThere } : booted;
    const answer = await use(link);
    if (!answer.ok && fatalCodes.includes(answer.error.code)) this.#fail(link, answer.error);
    return answer;
  }

  #fail(link: WorkerLink | null, error: EngineErrorData): void {
    if (link !== this.#link || this.#status === 'failed') return;
    this.#status = 'failed';
    this.#failure = error;
    console.warn(error.code, error.message, error.cause);
  }
}

/** Once it is fetched it still has to be started, which nobody can measure. */
function startProgress(progress: Progress): Progress {
  const fetched = progress.stage === 'download' && progress.fraction === 1;
  return fetched ? { stage: 'boot', fraction: null } : progress;
}

const notThere: EngineErrorData = { code: 'engineFailed', message: 'No worker is running.' };

export const engine = new EngineClient();
