import { chromium, type Page } from '@playwright/test';
import { browserOptions } from '../e2e/browser-options';
import { median, type FiltersReport } from './results';

/** Chooses a cohort in the triangle, and waits in the page until every cell in the window shows the answer. */
function pressAndWait(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const seen = [...document.querySelectorAll('[data-key]')].filter((frame) => {
          const { top, bottom } = frame.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        });
        const began = performance.now();
        document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        const look = () => {
          const isBusy = seen.some((frame) => frame.querySelector('[aria-busy=true]'));
          if (isBusy || performance.now() - began < 5) requestAnimationFrame(look);
          else resolve(performance.now() - began);
        };
        requestAnimationFrame(look);
      }),
  );
}

/** From a click on a cohort to all visible cells redrawn: the first click, and the median of later ones. */
export async function clickToRedraw(
  address: string,
  file: string,
  clicks: number,
): Promise<FiltersReport['click']> {
  const browser = await chromium.launch(browserOptions);
  const page = await (
    await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  ).newPage();
  // Ten million rows take their time.
  page.setDefaultTimeout(1_800_000);
  await page.goto(address);
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('button', { name: 'Make the notebook' }).click();
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('section.cell:not(#data)')];
    return (
      cells.length > 5 &&
      cells.every((cell) => cell.querySelector('svg') && !cell.querySelector('[aria-busy=true]'))
    );
  });
  const triangle = page.locator('#cohort .figure').first();
  await triangle.scrollIntoViewIfNeeded();
  await triangle.focus();
  await page.keyboard.press('Home');
  const times: number[] = [];
  for (let click = 0; click <= clicks; click += 1) {
    times.push(await pressAndWait(page));
    // Everything that can't be seen comes to its end before the next.
    await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
    // Lifted, and another cohort chosen.
    await page.locator('.filters li button').first().click();
    await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
    await triangle.focus();
    await page.keyboard.press('Home');
    for (let row = 0; row <= click; row += 1) await page.keyboard.press('ArrowDown');
  }
  await browser.close();
  return { first: times[0], later: median(times.slice(1)) };
}
