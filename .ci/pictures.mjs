// node .ci/pictures.mjs: draws the icons from their SVG, and photographs the built page for browsers' installers.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { ensureBrowser } from './ensure-browser.mjs';

const icons = [
  ['favicon.svg', 'icon-192', 192],
  ['favicon.svg', 'icon-512', 512],
  ['icons/maskable.svg', 'maskable-192', 192],
  ['icons/maskable.svg', 'maskable-512', 512],
  ['icons/monochrome.svg', 'monochrome-512', 512],
  // Apple rounds the corners itself.
  ['icons/maskable.svg', 'apple-touch-180', 180],
];
const languages = [
  ['en', 'en-GB'],
  ['ar', 'ar'],
];

async function drawIcons(browser) {
  const page = await browser.newPage();
  for (const [source, name, size] of icons) {
    await page.setViewportSize({ width: size, height: size });
    const svg = readFileSync(`public/${source}`, 'utf8').replace(
      '<svg',
      `<svg width="${size}" height="${size}"`,
    );
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: true });
  }
  await page.close();
}

async function photograph(browser, address, [language, locale]) {
  const path = (form) => `public/screenshots/${form}.${language}.png`;
  const context = await browser.newContext({ locale, viewport: { width: 412, height: 824 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.engine-status p').nth(1).waitFor();
  await page.locator('.engine-status progress').waitFor({ state: 'detached' });
  await page.screenshot({ path: path('narrow') });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('.sample').click();
  await page.locator('.import .button.primary:enabled').click();
  // What is in short is there when the cells have been worked out.
  await page.locator('.headline dd').nth(3).waitFor();
  await page.locator('.headline dd.waiting').first().waitFor({ state: 'detached' });
  await page.screenshot({ path: path('wide') });
  await context.close();
}

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] });
await drawIcons(browser);
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4174), host: '127.0.0.1' } });
for (const language of languages) await photograph(browser, server.resolvedUrls.local[0], language);
await browser.close();
await server.close();
process.exit(0);
