import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

const farthest = 250;
/** Date fields take a stop for each of their parts. */
const extraStops = 40;

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the target has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < farthest; presses += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there.');
}

/** Walks once through the page and names every control that Tab never reached or whose focus can't be seen. */
async function unreachedControls(
  page: Page,
): Promise<{ unreached: string[]; unseen: string[]; controls: number }> {
  const controls = await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
    const selector = 'a[href], button, input, select, summary, [tabindex="0"]';
    const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'),
    );
    shown.forEach((element, index) => (element.dataset.control = String(index)));
    return shown.map((element) => element.outerHTML.slice(0, 160));
  });
  const [reached, unseen] = [new Set<number>(), new Set<number>()];
  for (let presses = 0; presses < controls.length + extraStops; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element?.dataset.control) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      // The browser marks the day, month or year of a date field that has the focus.
      const isDate = element.matches('input[type=date]');
      return {
        control: Number(element.dataset.control),
        ring: isDate || (outlineStyle !== 'none' && outlineWidth !== '0px'),
      };
    });
    if (!focus) continue;
    reached.add(focus.control);
    if (!focus.ring) unseen.add(focus.control);
  }
  return {
    unreached: controls.filter((_, index) => !reached.has(index)),
    unseen: [...unseen].map((index) => controls[index]),
    controls: controls.length,
  };
}

test('from the start page to a changed figure with keys alone', async ({ wafa }) => {
  const { page } = wafa;
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, page.getByRole('button', { name: wafa.words.page('start.drop') }));
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([]);
  await tabTo(page, wafa.button('start.sample'));
  await page.keyboard.press('Enter');
  await wafa.readSentence();

  await tabTo(page, page.getByLabel(wafa.words.page('import.role', { column: 'channel' })));
  await page.keyboard.press('End');
  await wafa.readSentence();
  await tabTo(page, wafa.button('import.do.new'));
  await page.keyboard.press('Space');
  await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');

  const type = wafa.control('cohort', 'type');
  await tabTo(page, type);
  await page.keyboard.press('ArrowDown');
  await expect(type).toHaveValue('rolling');
  await wafa.settled('cohort');
  const triangle = wafa.figures('cohort').first();
  await tabTo(page, triangle);
  await page.keyboard.press('ArrowRight');
  const first = await wafa.readOut(triangle);
  await page.keyboard.press('ArrowRight');
  expect(await wafa.readOut(triangle)).not.toBe(first);

  const table = wafa.cell('cohort').getByRole('button', { name: wafa.words.page('cell.table'), exact: true });
  await tabTo(page, table);
  await page.keyboard.press('Enter');
  await tabTo(page, wafa.cell('cohort').getByRole('region').first());
  const [before] = await wafa.tableRows('cohort', 'cells');
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await wafa.tableRows('cohort', 'cells'))[0]).not.toEqual(before);
});

test('Tab reaches every control of start, import and notebook, and its focus is seen', async ({ wafa }) => {
  const { page } = wafa;
  const expectAllReached = async (atLeast: number) => {
    const { unreached, unseen, controls } = await unreachedControls(page);
    expect(controls).toBeGreaterThanOrEqual(atLeast);
    expect(unreached).toEqual([]);
    expect(unseen).toEqual([]);
  };
  await expectAllReached(4);
  await wafa.button('start.sample').click();
  await wafa.readSentence();
  await page.getByText(wafa.words.page('options.title'), { exact: true }).click();
  await expectAllReached(15);
  await wafa.confirm();
  await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');
  await wafa.openPanel('cohort', 'export');
  await wafa.openPanel('rfm', 'table');
  // A control that is about to go, like the one that stops a look at the table, can't be walked to in time.
  await expect(wafa.button('import.cancel')).toHaveCount(0);
  await expectAllReached(40);
});
