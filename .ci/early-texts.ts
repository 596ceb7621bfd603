import type { Plugin } from 'vite';

/** The page's own words, one file a language. */
const startTexts = /\/src\/i18n\/(en|ar)\.json$/;

/**
 * Lets the browser fetch the page's words while it still fetches the page's script, which alone knows the language: that
 * spares a whole turn over the network before anything is seen, for the few bytes of the language that is not wanted.
 */
export function earlyTexts(): Plugin {
  return {
    name: 'wafa-early-texts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const files = Object.values(bundle ?? {}).filter(
          (file) => file.type === 'chunk' && startTexts.test(file.facadeModuleId ?? ''),
        );
        if (files.length !== 2) throw new Error('The page’s words are not in files of their own.');
        return files.map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
          injectTo: 'head',
        }));
      },
    },
  };
}
