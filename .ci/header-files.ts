import { policy } from '../workers/policy.ts';

type Headers = Record<string, string>;

/** Everything a page could feel of the room and the device around it. */
const sensors = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** What is sent with every file. The page needs none of it: it is a second wall, and the only one against framing. */
export const everywhere: Headers = {
  'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': sensors.map((sensor) => `${sensor}=()`).join(', '),
};

/** The names of these files change with what is in them. */
const forGood: Headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };
/** These keep their names: the browser has to ask whether they are still the same. */
const askAgain: Headers = { 'Cache-Control': 'no-cache' };
const askedAgain = [
  '/',
  '/index.html',
  '/service.worker.js',
  '/files.json',
  '/manifest.en.webmanifest',
  '/manifest.ar.webmanifest',
];

const lines = (headers: Headers, line: (name: string, value: string) => string): string =>
  Object.entries(headers)
    .map(([name, value]) => line(name, value))
    .join('\n');

const asKeys = (headers: Headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));
const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function netlify(): string {
  const rule = (path: string, headers: Headers) =>
    `${path}\n${lines(headers, (name, value) => `  ${name}: ${value}`)}\n`;
  return [
    rule('/*', everywhere),
    rule('/assets/*', forGood),
    ...askedAgain.map((path) => rule(path, askAgain)),
  ].join('\n');
}

const vercel = () =>
  asJson({
    headers: [
      { source: '/(.*)', headers: asKeys(everywhere) },
      { source: '/((?!assets/).*)', headers: asKeys(askAgain) },
      { source: '/assets/(.*)', headers: asKeys(forGood) },
    ],
  });

const firebase = () =>
  asJson({
    hosting: {
      headers: [
        { source: '**', headers: asKeys({ ...everywhere, ...askAgain }) },
        { source: '**/assets/**', headers: asKeys(forGood) },
      ],
    },
  });

const apache = () => `<IfModule mod_headers.c>
${lines({ ...everywhere, ...askAgain }, (name, value) => `  Header always set ${name} "${value}"`)}
  <If "%{REQUEST_URI} =~ m#/assets/#">
${lines(forGood, (name, value) => `    Header always set ${name} "${value}"`)}
  </If>
</IfModule>
AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
`;

/** A location with headers of its own inherits none, so each says them all. */
function nginx(): string {
  const location = (where: string, headers: Headers) =>
    `location ${where} {\n${lines(headers, (name, value) => `  add_header ${name} "${value}" always;`)}\n}\n`;
  return [
    location('/', { ...everywhere, ...askAgain }),
    location('~ /assets/', { ...everywhere, ...forGood }),
  ].join('\n');
}

const caddy = () => `header {
${lines({ ...everywhere, ...askAgain }, (name, value) => `\t${name} "${value}"`)}
}
@assets path */assets/*
header @assets {
${lines(forGood, (name, value) => `\t${name} "${value}"`)}
}
`;

function internetInformationServices(): string {
  const added = (headers: Headers, indent: string) =>
    lines(headers, (name, value) => `${indent}<add name="${name}" value="${value}" />`);
  return `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <httpProtocol>
      <customHeaders>
${added({ ...everywhere, ...askAgain }, '        ')}
      </customHeaders>
    </httpProtocol>
    <staticContent>
      <remove fileExtension=".wasm" />
      <mimeMap fileExtension=".wasm" mimeType="application/wasm" />
      <remove fileExtension=".md" />
      <mimeMap fileExtension=".md" mimeType="text/markdown" />
      <remove fileExtension=".webmanifest" />
      <mimeMap fileExtension=".webmanifest" mimeType="application/manifest+json" />
    </staticContent>
  </system.webServer>
  <location path="assets">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Cache-Control" />
${added(forGood, '          ')}
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
`;
}

const note = `Wafa needs none of these files: it works from any static host, with a policy inside index.html.
A host that sends the headers too also guards the workers from the first visit on, and forbids other pages to frame Wafa.

Netlify, Cloudflare Pages   ../_headers is read where it is
Vercel                      vercel.json       beside index.html
Firebase                    firebase.json     merge into the one of the project
Apache                      apache.htaccess   as .htaccess beside index.html (needs mod_headers)
nginx                       nginx.conf        include it inside of server { }
Caddy                       Caddyfile         import it inside of the site's block
IIS                         web.config        beside index.html
`;

/** The header files of the usual static hosts, by their place in the build. One that must stand at the root does. */
export function headerFiles(): Record<string, string> {
  return {
    _headers: netlify(),
    'headers/README.txt': note,
    'headers/vercel.json': vercel(),
    'headers/firebase.json': firebase(),
    'headers/apache.htaccess': apache(),
    'headers/nginx.conf': nginx(),
    'headers/Caddyfile': caddy(),
    'headers/web.config': internetInformationServices(),
  };
}
