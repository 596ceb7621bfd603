import { expect, test } from 'vitest';
import { escaped, markup } from './markup';

test('values are escaped wherever they stand, and markup within markup is not', () => {
  const name = `<script>alert("1")</script> & 'more'`;
  const item = markup`<li title="${name}">${name}</li>`;
  const list = markup`<ul>
    ${[item, markup`<li>${2}</li>`]}${null}${false}
  </ul>`;
  const safe = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;';
  expect(list.source.replace(/\n\s*/g, '')).toBe(`<ul><li title="${safe}">${safe}</li><li>2</li></ul>`);
});

test('what a file of HTML can’t hold is replaced', () => {
  expect(escaped('a\0b\ud800c')).toBe('a\ufffdb\ufffdc');
});
