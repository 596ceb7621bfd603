// node serve.mjs [port]: serves the folder "wafa" beside this file to this computer alone.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'wafa');
const port = Number(process.argv[2] ?? 8080);
const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
};

/** The file an address names; null where there is none inside the folder. */
function fileAt(address) {
  const path = normalize(decodeURIComponent(new URL(address, 'http://host').pathname));
  const file = join(folder, path.endsWith('/') || path.endsWith('\\') ? join(path, 'index.html') : path);
  return file.startsWith(folder) && existsSync(file) && statSync(file).isFile() ? file : null;
}

const server = createServer((request, response) => {
  let file = null;
  try {
    file = fileAt(request.url ?? '/');
  } catch {
    // An address that can't be read names no file.
  }
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': statSync(file).size,
    'cache-control': 'no-cache',
  });
  return createReadStream(file).pipe(response);
});
server.on('error', (error) => {
  console.error(`${error.message}\nTry another port: node serve.mjs 8081`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => console.log(`Wafa: http://127.0.0.1:${port}/\nCtrl-C stops it.`));
