import type { Locator } from '@playwright/test';
import { cellShortcuts, cellActions } from '../../src/notebook/cell/cell-actions';
import { expect, test } from './fixtures';
import { keptOrder, keptText, openText } from './notebook-text';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

const title = 'Commands';
const text = [
  `---\nformat: 1\ntitle: ${title}\n---\n\n`,
  '# Pears\n\nA pear is not an apple.\n\n',
  "```sql id=fruit\nSELECT 'Apple' AS fruit, 1 AS n\n```\n\n",
  '# Plums\n\nOnly plums.\n\n',
  '```sql id=more\nSELECT n FROM fruit -- of each apple\n```\n\n',
  ...Array.from({ length: 12 }, (_, place) => `# Part ${place}\n\nWords.\n\n<!-- text -->\n`),
  '# Last\n\nApples again.\n',
].join('');

const palette = (wafa: WafaPage): Locator =>
  wafa.page.getByRole('dialog', { name: wafa.words.page('command.palette'), exact: true });
const field = (wafa: WafaPage): Locator => palette(wafa).getByRole('combobox');
const options = (wafa: WafaPage): Locator => palette(wafa).getByRole('option');
const cell = (wafa: WafaPage, id: string): Locator =>
  wafa.page.locator('[data-key]').filter({ has: wafa.page.locator(`#${id}`) });

async function open(wafa: WafaPage, language: Language = 'en'): Promise<void> {
  await wafa.speak(language);
  await openText(wafa, text, title);
  await expect(wafa.page.locator('#more .cm-content')).toBeVisible();
}

/** What people type, in each language: the first letters of words, without the marks over Arabic ones. */
const typed = {
  en: { undo: 'UNDO', duplicate: 'cell dup', addCohort: 'add newer customers', none: 'zzz' },
  ar: { undo: 'تراجع', duplicate: 'الخليه تكرار', addCohort: 'cohort', none: 'ظظظ' },
};

for (const language of ['en', 'ar'] as Language[]) {
  test(`a command is found by its words and run by Enter (${language})`, async ({ wafa }) => {
    const { page } = wafa;
    await open(wafa, language);
    const words = typed[language];
    await cell(wafa, 'fruit').focus();
    await page.keyboard.press('Control+k');
    await expect(field(wafa)).toBeFocused();
    await page.keyboard.type(words.duplicate);
    await expect(options(wafa)).toHaveCount(1);
    await expect(options(wafa)).toContainText(wafa.words.page('cell.action.duplicate'));
    await expect(options(wafa).locator('kbd')).toHaveText('Alt+Shift+D');
    await page.keyboard.press('Enter');
    await expect(palette(wafa)).toHaveCount(0);
    await expect.poll(() => keptText(page)).toContain('```sql id=fruit_2\n');

    await page.keyboard.press('Control+k');
    await page.keyboard.type(words.undo);
    await expect(options(wafa).first()).toContainText(wafa.words.page('notebook.undo'));
    await page.keyboard.press('Enter');
    await expect.poll(() => keptText(page)).not.toContain('fruit_2');

    await page.keyboard.press('Control+k');
    await page.keyboard.type(words.none);
    await expect(options(wafa)).toHaveCount(0);
    await expect(palette(wafa)).toContainText(wafa.words.page('command.none'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(words.addCohort);
    await expect(options(wafa)).toHaveCount(1);
    await expect(options(wafa)).toContainText(wafa.words.analysis('cohort', 'title'));
    await page.keyboard.press('Enter');
    await expect.poll(() => keptText(page)).toContain('```cohort id=cohort\n');
    await expect(cell(wafa, 'cohort')).toBeInViewport();
  });
}

test('arrow keys choose, and the chosen one is said', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  await cell(wafa, 'fruit').focus();
  await page.keyboard.press('Control+k');
  const chosen = options(wafa).and(page.locator('[aria-selected=true]'));
  const count = await options(wafa).count();
  expect(count).toBeGreaterThan(25);
  await expect(options(wafa).first()).toHaveAttribute('aria-selected', 'true');
  for (const [key, place] of [
    ['ArrowDown', 1],
    ['ArrowDown', 2],
    ['ArrowUp', 1],
    ['PageDown', 9],
    ['PageUp', 1],
    ['PageUp', 0],
    ['ArrowUp', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chosen).toHaveCount(1);
    await expect(options(wafa).nth(place)).toHaveAttribute('aria-selected', 'true');
    await expect(field(wafa)).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id'))!);
  }
  for (let step = 0; step < count; step += 1) await page.keyboard.press('ArrowDown');
  await expect(options(wafa).last()).toHaveAttribute('aria-selected', 'true');
  await expect(options(wafa).last()).toBeInViewport();
});

test('Escape leads back to where one was', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  for (const place of [
    page.locator('#fruit .cm-content'),
    wafa.button('notebook.commands'),
    cell(wafa, 'more'),
  ]) {
    await place.focus();
    await page.keyboard.press('Control+k');
    await expect(field(wafa)).toBeFocused();
    await page.keyboard.type('undo');
    await page.keyboard.press('Escape');
    await expect(palette(wafa)).toHaveCount(0);
    await expect(place).toBeFocused();
  }
  // Keys of the notebook work again.
  await page.keyboard.press('Alt+Shift+d');
  await expect.poll(() => keptOrder(page)).toContain('more_2');
});

test('the palette opens what lies over the page in its place', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(wafa.words.page('notebook.keys'));
  await page.keyboard.press('Enter');
  const shortcuts = page.getByRole('dialog', { name: wafa.words.page('notebook.keys') });
  await expect(shortcuts.getByRole('button', { name: wafa.words.page('app.close') })).toBeVisible();
  await expect(palette(wafa)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type(wafa.words.page('notebook.find'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search').getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('search')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type(wafa.words.page('command.add'));
  await page.keyboard.press('Enter');
  const adding = page.getByRole('dialog', { name: wafa.words.page('command.add'), exact: true });
  await expect(adding.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('sql');
  await page.keyboard.press('Enter');
  await expect.poll(() => keptText(page)).toContain('```sql id=query\n');
  await expect(page.locator('#query .cm-content')).toBeFocused();
});

/** Each key of the list, and what it must do; the list and this map have to name the same. */
type Deed = (wafa: WafaPage) => Promise<void>;
const closed: Deed = async ({ page }) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};
const kept = (wafa: WafaPage, expected: string[]) =>
  expect.poll(() => keptOrder(wafa.page)).toEqual(expected);

for (const language of ['en', 'ar'] as Language[]) {
  test(`? lists the keys, and each of them does what the list says (${language})`, async ({ wafa }) => {
    const { page } = wafa;
    const short = `---\nformat: 1\ntitle: ${title}\n---\n\n# One\n\n\`\`\`sql id=two\nSELECT 2 AS n\n\`\`\`\n\n# Three\n`;
    await wafa.speak(language);
    await openText(wafa, short, title);
    await expect(page.locator('#two .cm-content')).toBeVisible();
    await page.evaluate(() => {
      Object.assign(window, {
        picked: 0,
        showSaveFilePicker: () => {
          (window as unknown as { picked: number }).picked += 1;
          return Promise.reject(new DOMException('Closed', 'AbortError'));
        },
      });
    });
    const dialog = page.getByRole('dialog', { name: wafa.words.page('notebook.keys') });
    await cell(wafa, 'two').focus();
    await page.keyboard.press('?');
    await expect(dialog).toBeVisible();
    const listed = await dialog.locator('dl > div').evaluateAll((rows) =>
      rows.map((row) => ({
        keys: row.querySelector('kbd')!.textContent!,
        words: row.querySelector('dd')!.textContent!,
      })),
    );
    await closed(wafa);
    await expect(cell(wafa, 'two')).toBeFocused();

    const order = ['One', 'two', 'Three'];
    const inCell = (action: (typeof cellActions)[number]) =>
      wafa.words.page('command.cell', { action: wafa.words.page(`cell.action.${action}`) });
    const deeds: Record<string, { words: string; does: Deed }> = {
      'Ctrl+K': {
        words: wafa.words.page('command.palette'),
        does: async () => {
          await expect(palette(wafa)).toBeVisible();
          await closed(wafa);
        },
      },
      'Alt+N': {
        words: wafa.words.page('command.add'),
        does: async () => {
          await expect(page.getByRole('dialog', { name: wafa.words.page('command.add') })).toBeVisible();
          await closed(wafa);
        },
      },
      'Alt+Shift+↓': { words: inCell('down'), does: () => kept(wafa, ['One', 'Three', 'two']) },
      'Ctrl+Z': { words: wafa.words.page('notebook.undo'), does: () => kept(wafa, order) },
      'Ctrl+Shift+Z': {
        words: wafa.words.page('notebook.redo'),
        does: () => kept(wafa, ['One', 'Three', 'two']),
      },
      'Alt+Shift+↑': { words: inCell('up'), does: () => kept(wafa, order) },
      'Alt+Shift+D': {
        words: inCell('duplicate'),
        does: () => kept(wafa, ['One', 'two', 'two_2', 'Three']),
      },
      'Alt+Shift+Backspace': { words: inCell('delete'), does: () => kept(wafa, order) },
      'Alt+↑': {
        words: wafa.words.page('command.previous'),
        does: () => expect(cell(wafa, 'two')).toBeFocused(),
      },
      'Alt+↓': {
        words: wafa.words.page('command.next'),
        does: async () => {
          await expect(page.locator('[data-key]').nth(2)).toBeFocused();
          await cell(wafa, 'two').focus();
        },
      },
      'Alt+Shift+C': {
        words: inCell('collapse'),
        does: async () => {
          await expect.poll(() => keptText(page)).toContain('id=two collapsed');
          await page.keyboard.press('Alt+Shift+c');
          await expect.poll(() => keptText(page)).not.toContain('collapsed');
        },
      },
      'Alt+Enter': {
        words: inCell('addBelow'),
        does: async () => {
          await expect(page.getByRole('dialog', { name: wafa.words.page('command.add') })).toBeVisible();
          await closed(wafa);
        },
      },
      'Ctrl+S': {
        words: wafa.words.page('command.save'),
        does: async () => {
          const picked = () => page.evaluate(() => (window as unknown as { picked: number }).picked);
          await expect.poll(picked).toBe(1);
        },
      },
      'Ctrl+Shift+F': {
        words: wafa.words.page('notebook.find'),
        does: async () => {
          await expect(page.getByRole('search').getByRole('textbox')).toBeFocused();
          await page.keyboard.press('Escape');
          await expect(page.getByRole('search')).toHaveCount(0);
        },
      },
      '?': { words: wafa.words.page('notebook.keys'), does: closed },
      'Alt+Shift+F': {
        words: wafa.words.page('command.formatSql'),
        does: () => expect(page.locator('#two .cm-line')).toHaveCount(4),
      },
      'Ctrl+Enter': {
        words: wafa.words.page('command.runSql'),
        does: async () => {
          await expect(page.locator('#two')).not.toContainText(wafa.words.page('cell.sqlHeld'));
        },
      },
      Escape: {
        words: wafa.words.page('command.leaveText'),
        does: () => expect(page.locator('.writing')).toHaveCount(0),
      },
    };
    expect(listed).toHaveLength(Object.keys(deeds).length);
    expect(Object.fromEntries(listed.map(({ keys, words }) => [keys, words]))).toEqual(
      Object.fromEntries(Object.entries(deeds).map(([keys, { words }]) => [keys, words])),
    );
    for (const [keys, { does }] of Object.entries(deeds))
      await test.step(keys, async () => {
        if (keys === 'Alt+Shift+F') await page.locator('#two .cm-content').fill('select 2 as n from t');
        if (keys === 'Ctrl+Enter')
          await expect(page.locator('#two')).toContainText(wafa.words.page('cell.sqlHeld'));
        if (keys === 'Escape') {
          await page.locator('[data-key]').first().locator('.prose').click();
          await expect(page.locator('.writing .cm-content')).toBeFocused();
        }
        await page.keyboard.press(
          keys.replace('Ctrl', 'Control').replace('↑', 'ArrowUp').replace('↓', 'ArrowDown'),
        );
        await does(wafa);
      });
    expect(Object.keys(cellShortcuts)).toHaveLength(cellActions.length);
  });
}

test('words are found in texts and in queries, onwards and back', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  const search = page.getByRole('search');
  const says = (at: number) =>
    expect(search.getByRole('status')).toHaveText(wafa.words.page('find.found', { cells: 4, at }));
  /** Hits in order: a text, a query by its words, a query by its comment, a text far below. */
  const hits = [0, 1, 3, (await page.locator('[data-key]').count()) - 1].map((place) =>
    page.locator('[data-key]').nth(place),
  );
  await page.keyboard.press('Control+Shift+f');
  await expect(search.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('aPPle');
  await says(0);
  for (const [place, hit] of hits.entries()) {
    await page.keyboard.press('Enter');
    await says(place + 1);
    await expect(hit).toBeInViewport();
  }
  // Round, and back.
  await page.keyboard.press('Enter');
  await says(1);
  await expect(hits[0]).toBeInViewport();
  await page.keyboard.press('Shift+Enter');
  await says(4);
  await expect(hits[3]).toBeInViewport();
  await page.keyboard.press('Shift+Enter');
  await says(3);
  await expect(hits[2]).toBeInViewport();
  await search.getByRole('button', { name: wafa.words.page('find.previous'), exact: true }).click();
  await says(2);
  await search.getByRole('textbox').fill('nothing like it');
  await expect(search.getByRole('status')).toHaveText(wafa.words.page('find.found', { cells: 0, at: 0 }));
  await search.getByRole('textbox').fill('apple');
  await search.getByRole('textbox').press('Enter');
  await search.getByRole('textbox').press('Enter');
  await says(2);
  await page.keyboard.press('Escape');
  await expect(search).toHaveCount(0);
  await expect(hits[1]).toBeFocused();
});
