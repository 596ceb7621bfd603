import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

const analyses = ['rate', 'cohort', 'survival', 'value', 'alive', 'rfm'];
/** The room for print on A4 at 96 pixels an inch: 210 by 297 mm less the margins of print.css, 16 and 18 mm. */
const paper = {
  width: Math.round(((210 - 2 * 16) * 96) / 25.4),
  height: Math.round(((297 - 2 * 18) * 96) / 25.4),
};

async function open(wafa: WafaPage, language: Language): Promise<void> {
  await wafa.speak(language);
  await wafa.openSample();
  await wafa.settled(...analyses);
  const columns = wafa.page.getByRole('table', {
    name: wafa.words.page('table.columns', { table: 'store' }),
  });
  // The look at the columns comes after everything else.
  await expect(columns).toContainText('100');
}

/** As the printer sees it: print's rules for a whole sheet, and between its margins. */
async function asPrinted(page: Page): Promise<void> {
  await page.setViewportSize({ width: Math.round((210 * 96) / 25.4), height: paper.height });
  // The policy allows no style element.
  await page.evaluate((width) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html { inline-size: ${width}px }`);
    document.adoptedStyleSheets.push(sheet);
  }, paper.width);
  await page.emulateMedia({ media: 'print' });
}

/** Elements that reach over the edge of the paper, and by how much. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.getBoundingClientRect();
    return (
      [...document.querySelectorAll('main *')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        // Said to screen readers only.
        .filter((element) => !element.closest('.visually-hidden, .aside'))
        .flatMap((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          const over = Math.max(right - room.right, room.left - left);
          return width > 0 && over > 1 ? [`${over.toFixed()} px: ${element.outerHTML.slice(0, 120)}`] : [];
        })
    );
  });
}

/** Tables and pictures of which some can't be seen, since what holds them would have to be scrolled. */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => !element.closest('.visually-hidden, .aside, svg'))
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const wide = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        const high = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1;
        return wide || high;
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  );
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`a notebook on paper: words, figures and tables without what one presses (${language})`, async ({
    wafa,
  }) => {
    const { page } = wafa;
    await open(wafa, language);
    await wafa.button('filter.add').click();
    await asPrinted(page);
    await wafa.settled(...analyses);

    await test.step('nothing to press', async () => {
      for (const selector of ['.no-print', 'button', 'select', 'input', 'textarea', '[role=combobox]'])
        await expect(page.locator(selector).filter({ visible: true }), selector).toHaveCount(0);
      await expect(page.getByRole('navigation')).toHaveCount(0);
      await expect(page.getByRole('group', { name: wafa.words.page('cell.controls') })).toHaveCount(0);
      // Without filters their bar is empty, and takes no room.
      const bar = page.locator('.filters');
      expect(((await bar.boundingBox()) ?? { height: 0 }).height).toBeLessThan(20);
    });

    await test.step('everything to read', async () => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const analysis of analyses) {
        const cell = wafa.cell(analysis);
        await expect(cell.getByRole('heading', { level: 2 }).first()).toBeVisible();
        await expect(cell.locator('svg').first()).toBeVisible();
        await expect(cell.locator('.findings p').first()).toBeVisible();
      }
      const columns = page.getByRole('table', { name: wafa.words.page('table.columns', { table: 'store' }) });
      await expect(columns).toBeVisible();
      await expect(columns.getByText('customer_id')).toBeVisible();
      await expect(
        columns
          .getByText(/^100.?%/)
          .filter({ visible: true })
          .first(),
      ).toBeVisible();
    });

    await test.step('inside the margins', async () => {
      expect(await tooWide(page)).toEqual([]);
      expect(await clipped(page)).toEqual([]);
    });

    await test.step('no grid around what is broken across pages', async () => {
      // Chromium puts the parts of a broken grid over one another: a caveat over a figure, a line cut in two.
      const grids = await page.locator('section.cell').evaluateAll((cells) =>
        cells.flatMap((cell) => {
          const around = [];
          for (let each: Element | null = cell; each && each.id !== 'content'; each = each.parentElement)
            around.push(each);
          return [...around, ...cell.querySelectorAll('.figures, .findings, .caveats')]
            .filter((element) => getComputedStyle(element).display.includes('grid'))
            .map((element) => element.className);
        }),
      );
      expect(grids).toEqual([]);
    });

    await test.step('figures fit on a page', async () => {
      const heights = await page
        .locator('.figures svg')
        .evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().height));
      expect(heights.length).toBeGreaterThan(8);
      for (const height of heights) {
        expect(height).toBeGreaterThan(50);
        expect(height).toBeLessThan(paper.height);
      }
    });
  });

  test(`a notebook as a PDF has several pages (${language})`, async ({ wafa }, testInfo) => {
    const { page } = wafa;
    await open(wafa, language);
    const path = testInfo.outputPath(`notebook-${language}.pdf`);
    const pdf = await page.pdf({ path, format: 'A4', preferCSSPageSize: true });
    // Each page is one object of this kind; the tree above them is of another.
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.length).toBeLessThan(30);
    await testInfo.attach('pdf', { path, contentType: 'application/pdf' });
  });
}

test('filters in force are printed, so that the reader knows whom it is about', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa, 'en');
  const triangle = wafa.figures('cohort').first();
  await triangle.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const chip = page.locator('.filters li');
  await expect(chip).toHaveCount(1);
  const words = await chip.locator('span').innerText();
  await asPrinted(page);
  await expect(page.locator('.filters').getByText(words)).toBeVisible();
  await expect(page.locator('.filters').getByRole('button')).toHaveCount(0);
  // It stands at its place and does not lie over every page.
  await expect(page.locator('.filters')).toHaveCSS('position', 'static');
});

test('figures are drawn anew for paper, and are as they were afterwards', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa, 'en');
  const widths = () =>
    page
      .locator('.figures svg')
      .evaluateAll((all) => [...new Set(all.map((svg) => Number(svg.getAttribute('width'))))]);
  const onScreen = await widths();
  expect(onScreen.every((width) => width > 900)).toBe(true);
  // What was drawn before the browser goes on is what it prints.
  const onPaper = await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    const all = [...document.querySelectorAll('.figures svg')].map((svg) =>
      Number(svg.getAttribute('width')),
    );
    window.dispatchEvent(new Event('afterprint'));
    return [...new Set(all)];
  });
  expect(onPaper).toHaveLength(1);
  expect(onPaper[0]).toBeLessThanOrEqual(paper.width);
  expect(onPaper[0]).toBeGreaterThan(paper.width - 20);
  expect(await widths()).toEqual(onScreen);
});
