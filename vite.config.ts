import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A relative base lets the built folder work from any sub-path of any static host.
  base: './',
  plugins: [svelte()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // The engine's WebAssembly must stay a file of its own, fetched with progress, never inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Tells the size check which files the start page loads.
    manifest: true,
  },
  test: {
    include: ['workers/**/*.test.ts', 'src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
