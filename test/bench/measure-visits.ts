import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { browserOptions } from '../e2e/browser-options';
import { wordsOf } from '../e2e/words';
import type { VisitReport } from './results';
import { SlowHost } from './slow-host';

/** A line as many homes have it. */
const line = { bitsPerSecond: 10e6, latencyMilliseconds: 40 };
const words = wordsOf('en').page;

/**
 * From navigation to a page that can be used, to the engine's start, and from the wish for the sample to its first
 * figure: on the first visit over a slow line, on the next, and after the host has gone.
 */
export async function measureVisits(folder: string): Promise<Record<string, VisitReport>> {
  const host = await SlowHost.open(folder, line);
  const browser = await chromium.launch(browserOptions);
  const context = await browser.newContext({ locale: 'en-GB' });
  const first = await visit(context, host);
  const repeat = await visit(context, host);
  await host.close();
  const offline = await visit(context, host);
  await browser.close();
  return { first, repeat, offline };
}

async function visit(context: BrowserContext, host: SlowHost): Promise<VisitReport> {
  host.forget();
  const page = await context.newPage();
  const began = performance.now();
  const moment = () => ({ milliseconds: performance.now() - began, bytes: host.bytes });
  await page.goto(host.address);
  await page.locator('button.drop-zone:enabled').waitFor();
  const usable = moment();
  await page.getByText(words('engine.ready'), { exact: true }).waitFor();
  const engine = moment();
  await page.getByText(words('offline.ready'), { exact: true }).first().waitFor({ timeout: 180_000 });
  const offline = moment();
  const chart = await firstChart(page, host);
  const { requests } = host;
  await page.close();
  return { usable, engine, offline, chart, requests };
}

/** From the click on the sample to the first figure of its notebook, without the time of the click that confirms. */
async function firstChart(page: Page, host: SlowHost): Promise<VisitReport['chart']> {
  const [began, bytes] = [performance.now(), host.bytes];
  await page.getByRole('button', { name: words('start.sample'), exact: true }).click();
  await page.getByRole('button', { name: words('import.do.new'), exact: true }).click();
  await page.locator('section.cell .figure svg').first().waitFor();
  return { milliseconds: performance.now() - began, bytes: host.bytes - bytes };
}
