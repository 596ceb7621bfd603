import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { packedFiles } from '../../.ci/packed-files.ts';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '../..');

/** Builds the product and the page of the bench, each into a temporary folder of its own. */
export async function buildPages(): Promise<{ product: string; bench: string }> {
  // What runs this bench says that it is being developed, and the page would be built for that.
  process.env.NODE_ENV = 'production';
  const product = join(tmpdir(), 'wafa-bench', 'product');
  const bench = join(tmpdir(), 'wafa-bench', 'page');
  await build({ root: repository, logLevel: 'error', build: { outDir: product, emptyOutDir: true } });
  await build({
    configFile: false,
    root: here,
    base: './',
    logLevel: 'error',
    // DuckDB alone reads its file as it is.
    plugins: [packedFiles({ keepsPlain: true })],
    worker: { format: 'es', plugins: () => [packedFiles()] },
    build: {
      target: 'es2022',
      assetsInlineLimit: 0,
      outDir: bench,
      emptyOutDir: true,
      rollupOptions: { input: join(here, 'bench.html') },
    },
  });
  return { product, bench };
}
