import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { browserOptions } from '../e2e/browser-options';

/** A page in a browser process of its own, so that what it keeps in memory can be told apart. */
export interface LonePage {
  browser: Browser;
  page: Page;
}

export async function openLonePage(address: string): Promise<LonePage> {
  const browser = await chromium.launch(browserOptions);
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  // DuckDB's own loader tells a failure to nobody who waits for it.
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(address);
  return { browser, page };
}

interface Memory {
  now: number;
  peak: number;
}

/** Resident memory of a browser's renderer processes, in bytes; null where there is no /proc. */
export async function rendererMemory(browser: Browser): Promise<Memory | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const memory: Memory = { now: 0, peak: 0 };
  for (const { id } of renderers) {
    const status = readStatus(id);
    if (status === null) return null;
    memory.now += kibibytes(status, 'VmRSS') * 1024;
    memory.peak += kibibytes(status, 'VmHWM') * 1024;
  }
  return memory;
}

function readStatus(id: number): string | null {
  try {
    return readFileSync(`/proc/${id}/status`, 'utf8');
  } catch {
    return null;
  }
}

const kibibytes = (status: string, field: string) =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
