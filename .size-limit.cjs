// What a first visit loads before the start page can be used, without the engine: told by the page and the manifest.
const { existsSync, readFileSync } = require('node:fs');

const isBuilt = existsSync('dist/.vite/manifest.json');
const manifest = isBuilt ? JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) : {};
const page = isBuilt ? readFileSync('dist/index.html', 'utf8') : '';

/** A chunk, its styles, and all it imports before it runs. */
const filesOf = (key) => {
  const { file, css = [], imports = [] } = manifest[key];
  return [file, ...css, ...imports.flatMap(filesOf)];
};
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file);
const fonts = Object.keys(manifest).filter((key) => key.endsWith('.woff2'));
const texts = isBuilt ? ['src/i18n/ar.json'] : [];
const files = [...named, ...[...texts, ...fonts].flatMap(filesOf)];

module.exports = [
  {
    name: 'start page in Arabic with all its fonts, without the engine',
    path: ['dist/index.html', ...new Set(files.map((file) => `dist/${file}`))],
    limit: '200 kB',
    gzip: true,
  },
];
