import base from './playwright.config';
export default {
  ...base,
  outputDir: '/tmp/storage-results',
  use: { ...base.use, baseURL: 'http://127.0.0.1:4299/' },
  webServer: {
    ...(base.webServer as object),
    command:
      'npx --no-install vite preview --outDir /tmp/storage-dist --port 4299 --strictPort --host 127.0.0.1',
    url: 'http://127.0.0.1:4299/',
  },
};
