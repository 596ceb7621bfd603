import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { bring, keptOrder, keptText, openText, tiny } from './notebook-text';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

const title = 'Moving';
/** Long enough that its end is out of sight, and without cells that take time. */
const text = [
  `---\nformat: 1\ntitle: ${title}\n---\n\n`,
  '# First\n\nWords.\n\n',
  '```sql id=one\nSELECT 1 AS n\n```\n\n',
  '```cohort id=cohort\n```\n\n',
  '```sql id=two\nSELECT 2 AS n\n```\n\n',
  '# Last\n\nMore words.\n',
].join('');
const order = ['First', 'one', 'cohort', 'two', 'Last'];

const frame = (page: Page, id: string): Locator =>
  page.locator('[data-key]').filter({ has: page.locator(`#${id}`) });
const textFrame = (page: Page, heading: string): Locator =>
  page.locator('[data-key]').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });

async function open(wafa: WafaPage, language: Language = 'en'): Promise<void> {
  const { page } = wafa;
  await wafa.speak(language);
  await openText(wafa, text, title);
  await bring(wafa, tiny);
  await wafa.button('import.do.new').click();
  await expect(page.locator('.import')).toHaveCount(0);
  await expect(page.locator('#two').getByRole('table')).toContainText('2');
  await wafa.settled('cohort');
  await expect.poll(() => keptOrder(page)).toEqual(order);
}

/** Drags a cell by its handle onto the upper or the lower part of another, as a hand does: in several moves. */
async function drag(page: Page, from: Locator, onto: Locator, isAfter: boolean): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  await from.hover({ position: { x: 20, y: 20 } });
  const handle = from.locator('.tools .opener');
  await handle.hover();
  const target = (await onto.boundingBox())!;
  const y = target.y + (isAfter ? target.height - 6 : 6);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 3, y - 12, { steps: 6 });
  await page.mouse.move(target.x + target.width / 3, y, { steps: 3 });
  await expect(onto).toHaveClass(isAfter ? /over-after/ : /over-before/);
  await page.mouse.up();
  await expect(page.locator('.over-before, .over-after')).toHaveCount(0);
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`a cell is dragged by its handle to another place, and undo brings it back (${language})`, async ({
    wafa,
  }) => {
    const { page } = wafa;
    await page.setViewportSize({ width: 1280, height: 2400 });
    await open(wafa, language);
    const before = await keptText(page);
    // The handle lies at the end of a cell's first line, on the other side in Arabic.
    await frame(page, 'two').hover();
    const [box, handle] = await Promise.all([
      frame(page, 'two').boundingBox(),
      frame(page, 'two').locator('.tools .opener').boundingBox(),
    ]);
    expect(handle!.x + handle!.width / 2 > box!.x + box!.width / 2).toBe(language === 'en');

    await drag(page, frame(page, 'two'), textFrame(page, 'First'), false);
    await expect.poll(() => keptOrder(page)).toEqual(['two', 'First', 'one', 'cohort', 'Last']);
    await drag(page, frame(page, 'two'), textFrame(page, 'Last'), true);
    await expect.poll(() => keptOrder(page)).toEqual(['First', 'one', 'cohort', 'Last', 'two']);
    // Onto the editor of another cell, which must not take it for words.
    const editor = frame(page, 'one');
    await drag(page, frame(page, 'two'), editor, false);
    await expect.poll(() => keptOrder(page)).toEqual(['First', 'two', 'one', 'cohort', 'Last']);

    // Back to where it stands, nothing changes and there is nothing to undo for it.
    await drag(page, frame(page, 'two'), textFrame(page, 'First'), true);
    for (let step = 0; step < 3; step += 1) await wafa.button('notebook.undo').click();
    await expect.poll(() => keptText(page)).toBe(before);
    await expect(page.locator('[data-key]').nth(3)).toContainText('2');
    for (let step = 0; step < 3; step += 1) await wafa.button('notebook.redo').click();
    await expect.poll(() => keptOrder(page)).toEqual(['First', 'two', 'one', 'cohort', 'Last']);
  });
}

test('a cell that is dropped into the text of a query moves, and leaves the query as it is', async ({
  wafa,
}) => {
  const { page } = wafa;
  await page.setViewportSize({ width: 1280, height: 2400 });
  await open(wafa);
  const editor = page.locator('#one .cm-content');
  await frame(page, 'two').hover({ position: { x: 20, y: 20 } });
  await frame(page, 'two').locator('.tools .opener').hover();
  await page.mouse.down();
  const target = (await editor.boundingBox())!;
  await page.mouse.move(target.x + 40, target.y - 20, { steps: 6 });
  await page.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => keptOrder(page)).toEqual(['First', 'two', 'one', 'cohort', 'Last']);
  await expect(editor).toHaveText('SELECT 1 AS n');
});

test('keys move a cell and stay with it, from a cell as a whole and from within', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  const before = await keptText(page);
  const cohort = frame(page, 'cohort');
  await cohort.focus();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(() => keptOrder(page)).toEqual(['First', 'cohort', 'one', 'two', 'Last']);
  await expect(cohort).toBeFocused();
  await expect(cohort).toBeInViewport();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  // At the top there is nowhere to go.
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(() => keptOrder(page)).toEqual(['cohort', 'First', 'one', 'two', 'Last']);
  await expect(cohort).toBeFocused();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(() => keptOrder(page)).toEqual(['First', 'one', 'two', 'Last', 'cohort']);
  await expect(cohort).toBeFocused();
  await expect(cohort).toBeInViewport();

  const control = wafa.control('cohort', 'period');
  await control.focus();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(() => keptOrder(page)).toEqual(['First', 'one', 'two', 'cohort', 'Last']);
  await expect(control).toBeFocused();

  const editor = page.locator('#one .cm-content');
  await editor.focus();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(() => keptOrder(page)).toEqual(['First', 'two', 'one', 'cohort', 'Last']);
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' + 4');
  await expect.poll(() => keptText(page)).toContain('SELECT 1 AS n + 4');
  await page.keyboard.press('Control+z');
  await expect.poll(() => keptText(page)).not.toContain('+ 4');

  await page.getByRole('heading', { name: title }).focus();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('Control+z');
  await expect.poll(() => keptText(page)).toBe(before);
});

test('the tools of a cell, by mouse: put away, shown again, duplicated, moved', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  const cohort = frame(page, 'cohort');
  const tool = (within: Locator, key: string) =>
    within.getByRole('button', { name: wafa.words.page(key), exact: true });
  await cohort.hover({ position: { x: 20, y: 20 } });
  await cohort.locator('.tools .opener').click();
  await tool(cohort, 'cell.action.up').click();
  await expect.poll(() => keptOrder(page)).toEqual(['First', 'cohort', 'one', 'two', 'Last']);
  await expect(tool(cohort, 'cell.action.up')).toBeFocused();
  await tool(cohort, 'cell.action.duplicate').click();
  await expect.poll(() => keptOrder(page)).toEqual(['First', 'cohort', 'cohort_2', 'one', 'two', 'Last']);
  await expect(frame(page, 'cohort_2')).toBeFocused();
  await expect(frame(page, 'cohort_2').locator('svg').first()).toBeVisible();

  const put = page.locator('[data-key]').nth(1);
  await tool(put, 'cell.action.collapse').click();
  await expect.poll(() => keptText(page)).toContain('```cohort id=cohort collapsed\n```');
  await expect(put).toContainText(wafa.words.page('cell.collapsed'));
  await expect(put.locator('section')).toHaveCount(0);
  await put.getByRole('button', { name: wafa.words.analysis('cohort', 'title'), exact: true }).click();
  await expect.poll(() => keptText(page)).toContain('```cohort id=cohort\n```');
  await expect(put.locator('section svg').first()).toBeVisible();
});

test('a cell is put away and shown by keys, and the focus stays with it', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  const place = page.locator('[data-key]').nth(2);
  await wafa.control('cohort', 'period').focus();
  await page.keyboard.press('Alt+Shift+c');
  await expect.poll(() => keptText(page)).toContain('```cohort id=cohort collapsed');
  await expect(place.locator('section')).toHaveCount(0);
  // The control that had the focus is gone, so that the cell itself has it.
  await expect(place).toBeFocused();
  await page.keyboard.press('Alt+Shift+c');
  await expect(place.locator('section')).toBeVisible();
  await expect(place).toBeFocused();
});

test('the outline leads to each cell and each heading', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  const outline = page.getByRole('navigation', { name: wafa.words.page('notebook.outline') });
  const short = wafa.words.analysis('cohort', 'short');
  await expect(outline.getByRole('link')).toHaveText([
    'First',
    wafa.words.page('cell.sqlTitle', { id: 'one' }),
    short,
    wafa.words.page('cell.sqlTitle', { id: 'two' }),
    'Last',
  ]);
  const last = textFrame(page, 'Last');
  await expect(last).not.toBeInViewport();
  await outline.getByRole('link', { name: 'Last' }).click();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await outline.getByRole('link', { name: short }).focus();
  await page.keyboard.press('Enter');
  await expect(frame(page, 'cohort')).toBeFocused();
  await expect(page.locator('#cohort').getByRole('heading', { level: 2 })).toBeInViewport();
  // A cell that is moved moves in the outline too.
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(outline.getByRole('link').nth(1)).toHaveText(short);
});
