import { expect, test } from './fixtures';
import type { Language } from './words';

test.use({ viewport: { width: 360, height: 740 } });

for (const language of ['en', 'ar'] as Language[]) {
  test(`at 360 pixels nothing makes the page wider than the screen (${language})`, async ({ wafa }) => {
    const { page } = wafa;
    /** The elements that stick out of a page that has become too wide. */
    const tooWide = () =>
      page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return [];
        const out = [...document.querySelectorAll<HTMLElement>('main *, header *')].filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return right > clientWidth + 1 || left < -1;
        });
        return [`${scrollWidth} px`, ...out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
      });
    await wafa.speak(language);
    expect(await tooWide()).toEqual([]);
    await wafa.button('start.sample').click();
    await wafa.readSentence();
    await page.getByText(wafa.words.page('options.title'), { exact: true }).click();
    expect(await tooWide()).toEqual([]);
    await wafa.confirm();
    await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');
    for (const panel of ['table', 'definition', 'sql', 'export'] as const) {
      await wafa.openPanel('cohort', panel);
      expect(await tooWide()).toEqual([]);
    }
  });
}
