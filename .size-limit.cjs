// What a first visit loads before the start page can be used, without the engine: told by the build's manifest.
const { existsSync, readFileSync } = require('node:fs');

const manifestPath = 'dist/.vite/manifest.json';
const manifest = existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')) : {};

/** A chunk, its styles, and all it imports before it runs. */
const filesOf = (key) => {
  const { file, css = [], imports = [] } = manifest[key];
  return [file, ...css, ...imports.flatMap(filesOf)];
};
const fonts = Object.keys(manifest).filter((key) => key.endsWith('.woff2'));
const entries = manifest['index.html'] ? ['index.html', 'src/i18n/ar.json', ...fonts] : [];

module.exports = [
  {
    name: 'start page in Arabic with all its fonts, without the engine',
    path: ['dist/index.html', ...new Set(entries.flatMap(filesOf).map((file) => `dist/${file}`))],
    limit: '200 kB',
    gzip: true,
  },
];
