// npm start: installs what is missing, builds, serves the built files and prints the address.
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { build, preview } = await import('vite');
await build({ logLevel: 'warn' });
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4173), host: '127.0.0.1' } });
const [address] = server.resolvedUrls?.local ?? [];
console.log(`\nWafa is at ${address}\nCtrl-C stops it.`);
