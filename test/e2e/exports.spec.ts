import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import type { Language } from './words';

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

for (const language of ['en', 'ar'] as Language[]) {
  test(`figures are saved as SVG and PNG, tables as CSV (${language})`, async ({ wafa }) => {
    await wafa.speak(language);
    const { page, words } = wafa;
    await wafa.openSample();
    await wafa.settled('cohort');
    await wafa.openPanel('cohort', 'export');

    const save = async (button: Locator): Promise<{ name: string; content: Buffer }> => {
      const download = page.waitForEvent('download');
      await button.click();
      const saved = await download;
      return { name: saved.suggestedFilename(), content: readFileSync(await saved.path()) };
    };
    /** The button that saves one thing in one format; its name says both. */
    const buttonFor = (title: string, format: string): Locator => {
      const name = words.page('cell.exportAs', { title, format: words.page(format) });
      return wafa.cell('cohort').getByRole('button', { name, exact: true });
    };
    const firstFigure = words.page('cell.exportFigure', { number: 1 });
    const table = words.page('cell.exportTable', { title: words.analysis('cohort', 'table.cells') });

    const svg = await save(buttonFor(firstFigure, 'cell.exportSvg'));
    expect(svg.name).toMatch(/\.svg$/);
    const drawing = svg.content.toString('utf8');
    expect(drawing).toMatch(/<svg[\s\S]*<text[\s\S]*<\/svg>\s*$/);
    expect(drawing).toContain(words.analysis('cohort', 'figure.cohortHeader'));
    // What a program outside the page can't resolve would be drawn black or not at all.
    expect(drawing).not.toContain('var(--');

    const png = await save(buttonFor(firstFigure, 'cell.exportPng'));
    expect(png.name).toMatch(/\.png$/);
    expect(png.content.subarray(0, 4)).toEqual(pngStart);
    expect(png.content.readUInt32BE(16)).toBeGreaterThan(600);

    const csv = await save(buttonFor(table, 'cell.exportCsv'));
    expect(csv.name).toMatch(/\.csv$/);
    const lines = csv.content.toString('utf8').trim().split(/\r?\n/);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines[0]).toContain(words.analysis('cohort', 'column.age'));
  });
}
