import { describe, expect, it } from 'vitest';
import { withHiddenShown } from './consent';

describe('code that is shown to be agreed to', () => {
  it('tells the characters that hide, and keeps all others', () => {
    expect(withHiddenShown("SELECT\t'ع é 😀'\r\n-- x")).toBe("SELECT\t'ع é 😀'\n-- x");
    expect(withHiddenShown('a\u202eb\u200bc\u0000d\u2066e\ufefff\u00adg\rh\u3164')).toBe(
      'a⟨U+202E⟩b⟨U+200B⟩c⟨U+0000⟩d⟨U+2066⟩e⟨U+FEFF⟩f⟨U+00AD⟩g⟨U+000D⟩h⟨U+3164⟩',
    );
  });
});
