import { expect, type Page } from '@playwright/test';
import type { WafaPage } from './wafa-page';

/** Opens a notebook that was sent, in place of what is open. */
export async function openNotebook({ page }: WafaPage, text: string): Promise<void> {
  await page.evaluate(() => document.querySelector('.notebook')?.setAttribute('data-former', ''));
  const file = { name: 'sent.md', mimeType: 'text/markdown', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.locator('.notebook:not([data-former]) .cells')).toBeVisible();
}

/** Watches over a page into which hostile things are opened. */
export class HostileWatch {
  private readonly happened: string[] = [];
  private readonly address: string;

  constructor(private readonly page: Page) {
    this.address = page.url();
    page.on('dialog', (dialog) => {
      this.happened.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', (popup) => this.happened.push(`popup: ${popup.url()}`));
    page.on('download', (download) => this.happened.push(`download: ${download.suggestedFilename()}`));
    page.on('pageerror', (error) => this.happened.push(`error: ${error.stack ?? error.message}`));
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || frame.url().split('#')[0] !== this.address.split('#')[0])
        this.happened.push(`navigation: ${frame.url()}`);
    });
  }

  /** Fails when anything ran, came up, led away or broke; answers only once the page does. */
  async check(name: string): Promise<void> {
    const found = await this.page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const body = document.body;
      return {
        // A cell may be called so, and is then found there by its id.
        hacked: 'hacked' in window && !(window.hacked instanceof Element),
        frames: window.length,
        foreign: [
          ...body.querySelectorAll(
            'iframe, object, embed, script, base, meta, link, style, img:not(.cm-widgetBuffer), form',
          ),
        ]
          .map(({ outerHTML }) => outerHTML)
          .filter((html) => !html.startsWith('<script type="module"')),
        links: [...body.querySelectorAll('a[href]')]
          .map((link) => link.getAttribute('href') ?? '')
          .filter((href) => !/^(https?:|mailto:|tel:|#|\.\/|[\w-]+\.(md|html))/i.test(href)),
        polluted: Object.keys(Object.prototype),
        isShown: getComputedStyle(body).display !== 'none',
      };
    });
    expect({ ...found, happened: this.happened }, name).toEqual({
      hacked: false,
      frames: 0,
      foreign: [],
      links: [],
      polluted: [],
      isShown: true,
      happened: [],
    });
  }
}
