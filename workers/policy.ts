/**
 * What the page, its workers and whatever they hold may do, as a browser reads it in a Content-Security-Policy: by
 * default nothing. A worker takes its policy from the answer it came with, so the service worker and the ready header
 * files say the same as the page's own meta tag.
 */
const directives = {
  'default-src': "'none'",
  // WebAssembly may be compiled; texts may not become code.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  // A figure on its way to a PNG is an image from memory.
  'img-src': "'self' blob:",
  'style-src': "'self'",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  // What Svelte draws its own templates with, what makes prose safe, and the addresses of our own scripts.
  'trusted-types': 'svelte-trusted-html dompurify wafa-script',
};

export const policy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');
