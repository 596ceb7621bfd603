/** Something that can be done, by its name in the palette and perhaps by keys. */
export interface Command {
  id: string;
  words: string;
  /** Other words by which it is found. */
  alsoKnownAs?: string;
  keys?: Keys;
  run: () => void;
}

/** `mod` is Ctrl, on Apple's machines the Command key. `code` is a place on the keyboard, `key` what it writes. */
export interface Keys {
  mod?: boolean;
  alt?: boolean;
  shift?: boolean;
  code?: string;
  key?: string;
}

type Pressed = Pick<KeyboardEvent, 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'code' | 'key'>;

export function isPressed(keys: Keys, event: Pressed): boolean {
  const isMod = event.ctrlKey || event.metaKey;
  if (isMod !== (keys.mod ?? false) || event.altKey !== (keys.alt ?? false)) return false;
  // What writes a sign may need the shift key for it, as the question mark does.
  if (keys.key !== undefined) return event.key === keys.key;
  return event.shiftKey === (keys.shift ?? false) && event.code === keys.code;
}

const signs: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: 'Enter',
  Backspace: 'Backspace',
};

/** As it is printed on the keys, left to right in every language. */
export function keysText({ mod, alt, shift, code, key }: Keys, isApple: boolean): string {
  const last = key ?? signs[code ?? ''] ?? (code ?? '').replace(/^(Key|Digit)/, '');
  const all = [
    mod && (isApple ? '⌘' : 'Ctrl'),
    alt && (isApple ? '⌥' : 'Alt'),
    shift && (isApple ? '⇧' : 'Shift'),
    last,
  ];
  return all.filter(Boolean).join(isApple ? ' ' : '+');
}

/** Commands whose words hold all that was typed, those that begin with it first. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const found = commands.filter(({ words, alsoKnownAs = '' }) => {
    const all = plain(`${words} ${alsoKnownAs}`);
    return wanted.every((word) => all.includes(word));
  });
  const begins = ({ words }: Command) => plain(words).startsWith(plain(typed));
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

/** Letters as people type them: without case, without the marks over Arabic letters. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[إأآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')
    .toLowerCase()
    .trim();
}
