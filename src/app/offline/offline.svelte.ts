import { messageSW, Workbox } from 'workbox-window';
import type {
  FailureReason,
  OfflineNews,
  OfflineQuestion,
  OfflineState,
  TakeOverAnswer,
} from '../../../workers/api/offline';
import { ownScript } from '../../../workers/api/own-script';

/** How far it is with all files of the page being on this device. */
export type Readiness =
  | { is: 'unknown' | 'ready' }
  | { is: 'getting'; bytes: number; ofBytes: number }
  | { is: 'impossible'; why: 'insecure' | 'unsupported' | 'refused' }
  | { is: 'failed'; why: FailureReason; ofBytes: number };

/** How it is with a later version: what hinders it from being used stays until it is tried again. */
export type Update =
  | { is: 'none' | 'offered' | 'starting' | 'unkept' }
  | { is: 'hindered'; otherTabs: number }
  | { is: 'failed'; why: FailureReason; ofBytes: number };

/** The first time; each further time twice as long. */
const retryMilliseconds = 20_000;
const lookAgainMilliseconds = 60 * 60_000;

/** The service worker as the page knows it. The only place that starts one. */
class Offline {
  #readiness = $state.raw<Readiness>({ is: 'unknown' });
  #update = $state.raw<Update>({ is: 'none' });
  #registration: ServiceWorkerRegistration | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #patience = retryMilliseconds;
  #lookedAt = Date.now();

  get readiness(): Readiness {
    return this.#readiness;
  }

  get update(): Update {
    return this.#update;
  }

  /** Begins to put the page's files onto this device, or looks whether they all are still there. */
  async start(): Promise<void> {
    const why = hindrance();
    if (why) return void (this.#readiness = { is: 'impossible', why });
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener('message', ({ data }: MessageEvent<Partial<OfflineNews>>) => {
      if (data.news) this.#hear(data as OfflineNews);
    });
    window.addEventListener('online', () => void this.tryAgain());
    document.addEventListener('visibilitychange', () => this.#lookForUpdate());
    await this.#register();
  }

  /** Goes on with what is missing, of the version in use or of a later one. */
  async tryAgain(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.#readiness.is === 'failed') {
      this.#readiness = { is: 'getting', bytes: 0, ofBytes: this.#readiness.ofBytes };
      await this.#register();
    } else if (this.#update.is === 'failed') {
      this.#update = { is: 'none' };
      await this.#register();
      await this.#registration?.update().catch(() => undefined);
    }
  }

  /**
   * Asks the later version to take over, unless other tabs are open: they would lose the files they are made of.
   * @param isKept whether everything that was written is kept
   * @param onTaken called before the page starts again
   */
  async useUpdate(isKept: () => Promise<boolean>, onTaken: () => void): Promise<void> {
    const waiting = this.#registration?.waiting;
    if (!waiting) return;
    this.#update = { is: 'starting' };
    if (!(await isKept())) return void (this.#update = { is: 'unkept' });
    const startAgain = () => {
      onTaken();
      location.reload();
    };
    navigator.serviceWorker.addEventListener('controllerchange', startAgain, { once: true });
    // A page that was loaded past the service worker is not told who controls it.
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated' && !navigator.serviceWorker.controller) startAgain();
    });
    const { otherTabs } = await ask<TakeOverAnswer>(waiting, { ask: 'takeOver' });
    if (otherTabs === 0) return;
    navigator.serviceWorker.removeEventListener('controllerchange', startAgain);
    this.#update = { is: 'hindered', otherTabs };
  }

  /** Puts the offer away until the next visit. */
  postpone(): void {
    this.#update = { is: 'none' };
  }

  async #register(): Promise<void> {
    const workbox = new Workbox(ownScript(new URL('service.worker.js', document.baseURI)));
    workbox.addEventListener('waiting', () => (this.#update = { is: 'offered' }));
    workbox.addEventListener('activated', ({ isUpdate, sw }) => {
      if (!isUpdate && sw) void this.#look(sw);
    });
    // It was ended by the browser before it could say why.
    workbox.addEventListener('redundant', () => {
      if (this.#readiness.is === 'getting' && !this.#registration?.active) this.#fail('connection', 0);
    });
    try {
      this.#registration = (await workbox.register({ immediate: true })) ?? null;
    } catch (thrown) {
      if (thrown instanceof TypeError) this.#fail('connection', 0);
      else this.#readiness = { is: 'impossible', why: 'refused' };
    }
    const active = this.#registration?.active;
    if (active?.state === 'activated') await this.#look(active);
  }

  /** Whether all files are there, and if not, fetches them. */
  async #look(active: ServiceWorker): Promise<void> {
    const question: OfflineQuestion = navigator.serviceWorker.controller
      ? { ask: 'state' }
      : { ask: 'claim', entry: entryAddress() };
    let state = await ask<OfflineState>(active, question);
    if (state.missing > 0) {
      this.#readiness = { is: 'getting', bytes: 0, ofBytes: state.bytes };
      state = await ask<OfflineState>(active, { ask: 'repair' });
    }
    if (state.missing === 0) this.#readiness = { is: 'ready' };
  }

  #hear(heard: OfflineNews): void {
    if (heard.news === 'failed') {
      if (heard.isUpdate) this.#update = { is: 'failed', why: heard.reason, ofBytes: heard.ofBytes };
      else this.#fail(heard.reason, heard.ofBytes);
    } else if (!heard.isUpdate && this.#readiness.is !== 'ready') {
      this.#readiness = { is: 'getting', bytes: heard.bytes, ofBytes: heard.ofBytes };
    }
  }

  #fail(why: FailureReason, ofBytes: number): void {
    this.#readiness = { is: 'failed', why, ofBytes };
    clearTimeout(this.#retry);
    // Room comes by itself only when somebody makes it.
    if (why !== 'space') this.#retry = setTimeout(() => void this.tryAgain(), this.#patience);
    this.#patience *= 2;
  }

  #lookForUpdate(): void {
    if (document.visibilityState !== 'visible' || Date.now() < this.#lookedAt + lookAgainMilliseconds) return;
    this.#lookedAt = Date.now();
    void this.#registration?.update().catch(() => undefined);
  }
}

function hindrance(): 'insecure' | 'unsupported' | null {
  if (!isSecureContext) return 'insecure';
  return 'serviceWorker' in navigator && 'caches' in window ? null : 'unsupported';
}

/** Names the build that this page is of. */
function entryAddress(): string {
  return document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
}

function ask<Answer>(worker: ServiceWorker, question: OfflineQuestion): Promise<Answer> {
  return messageSW(worker, question) as Promise<Answer>;
}

export const offline = new Offline();
