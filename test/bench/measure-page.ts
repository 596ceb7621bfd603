import { basename } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserOptions } from '../e2e/browser-options';
import { median, type LongTasksReport, type StartReport } from './results';

const navigations = 5;
const dropZone = 'button.drop-zone';
const sentence = '.import .sentence';

interface Moment {
  milliseconds: number;
  entries: { name: string; decoded: number; transferred: number }[];
}

/** Runs in the page before its own code: notes when the drop zone can first be used. */
function watchForDropZone(selector: string): void {
  const noted = window as unknown as { usable?: number };
  const look = () => {
    const button = document.querySelector<HTMLButtonElement>(selector);
    if (button && !button.disabled && button.offsetHeight > 0) noted.usable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function firstUsableMoment(page: Page): Promise<Moment> {
  await page.waitForFunction(() => 'usable' in window);
  // Everything that was asked for before that moment counts, also what arrived after it.
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => {
    const { usable } = window as unknown as { usable: number };
    const timings = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    const entries = timings
      .filter(({ startTime }) => startTime <= usable)
      .map(({ name, decodedBodySize, transferSize }) => ({
        name,
        decoded: decodedBodySize,
        transferred: transferSize,
      }));
    return { milliseconds: usable, entries };
  });
}

/** Navigation with an empty cache to a start page that can be used. */
export async function measureStart(address: string): Promise<StartReport> {
  const browser = await chromium.launch(browserOptions);
  const moments: Moment[] = [];
  for (let round = 0; round < navigations; round += 1) {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.addInitScript(watchForDropZone, dropZone);
    await page.goto(address);
    moments.push(await firstUsableMoment(page));
    await context.close();
  }
  await browser.close();
  const [{ entries }] = moments;
  const sum = (pick: (entry: Moment['entries'][number]) => number) =>
    entries.reduce((total, entry) => total + pick(entry), 0);
  return {
    milliseconds: median(moments.map(({ milliseconds }) => milliseconds)),
    decodedBytes: sum(({ decoded }) => decoded),
    transferredBytes: sum(({ transferred }) => transferred),
    requests: entries.map(({ name }) => basename(new URL(name).pathname) || 'index.html'),
  };
}

/** The main thread's longest tasks while the real page reads a file and makes its notebook. */
export async function measureLongTasks(
  address: string,
  file: string,
  rows: number,
): Promise<LongTasksReport> {
  const browser = await chromium.launch(browserOptions);
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(address);
  // The engine's start is behind it; what is measured is the import alone.
  await page.getByText('The engine is ready.').waitFor();
  await page.evaluate(() => {
    const noted = window as unknown as { longest: number };
    noted.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.longest = Math.max(noted.longest, duration);
    }).observe({ type: 'longtask' });
  });
  const takeLongest = () =>
    page.evaluate(() => {
      const noted = window as unknown as { longest: number };
      const { longest } = noted;
      noted.longest = 0;
      return longest;
    });
  const began = performance.now();
  await page.setInputFiles('input[type=file]', file);
  await page.locator(sentence).waitFor({ timeout: 300_000 });
  const importMilliseconds = performance.now() - began;
  const longestDuringImport = await takeLongest();
  await page.getByRole('button', { name: 'Make the notebook' }).click();
  await page.locator('section.cell').first().waitFor();
  await page.waitForFunction(
    () => {
      const cells = [...document.querySelectorAll('section.cell:not(#data)')];
      return cells.length > 0 && cells.every((cell) => cell.querySelector('svg, [role=alert]'));
    },
    undefined,
    { timeout: 300_000 },
  );
  const longestWhileNotebookIsMade = await takeLongest();
  await browser.close();
  return { rows, importMilliseconds, longestDuringImport, longestWhileNotebookIsMade };
}
