// Loads a TypeScript module of the project under Node as Vite would, SQL files and registries included.
import { createServer } from 'vite';

/** The server stays up: a module may import others later. End with process.exit. */
export async function loadModules(...paths) {
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return Promise.all(paths.map((path) => server.ssrLoadModule(path)));
}

export async function loadModule(path) {
  return (await loadModules(path))[0];
}
