import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { arrowPlugin } from './.ci/arrow-plugin.ts';
import { earlyTexts } from './.ci/early-texts.ts';
import { offlineBuild } from './.ci/offline-build.ts';
import { packedFiles } from './.ci/packed-files.ts';
import { policyPlugin } from './.ci/policy-plugin.ts';

export default defineConfig({
  // A relative base lets the built folder work from any sub-path of any static host.
  base: './',
  plugins: [svelte(), packedFiles(), arrowPlugin(), earlyTexts(), policyPlugin(), offlineBuild()],
  worker: { format: 'es', plugins: () => [packedFiles(), arrowPlugin()] },
  build: {
    target: 'es2022',
    // The engine's WebAssembly must stay a file of its own, fetched with progress, never inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the start page needs is one file: one request, and packed as one. What is lazy shares it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
    // Tells the size check which files the start page loads.
    manifest: true,
  },
  test: {
    include: ['workers/**/*.test.ts', 'src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
