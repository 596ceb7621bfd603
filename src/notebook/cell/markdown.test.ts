// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown';

describe('prose', () => {
  it('keeps values as places to be filled, also inside of emphasis, not inside of code', () => {
    expect(renderMarkdown('We keep **{{ rate.kept }}** of `{{ all }}`')).toBe(
      '<p>We keep <strong><span data-value="rate.kept"></span></strong> of <code>{{ all }}</code></p>\n',
    );
  });

  it('holds nothing that runs or fetches', () => {
    const attacks = [
      '<script>alert(1)</script>',
      '<img src="https://example.org/x.png" onerror="alert(1)">',
      '![x](https://example.org/x.png)',
      '<a href="javascript:alert(1)">x</a>',
      '[x](javascript:alert(1))',
      '[x](data:text/html,x)',
      '<iframe src="https://example.org"></iframe>',
      '<p style="background:url(https://example.org)">x</p>',
      '<svg><use href="https://example.org#x"/></svg>',
      '<form action="https://example.org"><input></form>',
      '<link rel="stylesheet" href="https://example.org">',
      '<video src="https://example.org/x"></video>',
      '<span data-value="a" onclick="alert(1)">x</span>',
    ];
    for (const attack of attacks)
      expect(renderMarkdown(attack), attack).not.toMatch(
        /javascript:|data:text|src=|style=|<svg|<form|<link|on\w+=|<script|<iframe/,
      );
  });

  it('keeps ordinary links', () => {
    expect(renderMarkdown('[x](https://example.org)')).toContain('href="https://example.org"');
  });
});
