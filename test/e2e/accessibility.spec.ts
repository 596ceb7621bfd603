import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { Language } from './words';

/** Serious and critical findings of axe, each with the elements it is about. */
async function seriousFindings(page: Page, part = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

for (const language of ['en', 'ar'] as Language[]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`no serious finding of axe on start, import and notebook (${language}, ${theme})`, async ({
      wafa,
    }) => {
      const { page } = wafa;
      await wafa.speak(language);
      await wafa.chooseTheme(theme);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      expect(await seriousFindings(page)).toEqual([]);

      await wafa.button('start.sample').click();
      await wafa.readSentence();
      expect(await seriousFindings(page)).toEqual([]);

      await wafa.confirm();
      await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');
      await wafa.openPanel('rfm', 'table');
      expect(await seriousFindings(page)).toEqual([]);
      for (const panel of ['table', 'definition', 'sql', 'export'] as const) {
        await wafa.openPanel('cohort', panel);
        expect(await seriousFindings(page, '#cohort')).toEqual([]);
      }
      await wafa.openPanel('value', 'how');
      expect(await seriousFindings(page, '#value')).toEqual([]);
    });
  }
}
