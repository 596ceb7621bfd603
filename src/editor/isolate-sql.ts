import { RangeSetBuilder, type Text } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type PluginValue,
  type ViewUpdate,
} from '@codemirror/view';
import { hasRightToLeft } from './right-to-left';
import { sqlTokens, type SqlToken } from './sql-tokens';

const isolate = Decoration.mark({ attributes: { dir: 'auto' }, bidiIsolate: null, inclusive: true });

/** The part of a token that is the person's words: without quotes and comment signs, which stay in the line's order. */
function ownWords({ kind, text, from, to }: SqlToken): { from: number; to: number } {
  if (kind === 'string' || kind === 'quoted') {
    const quote = text.search(/['"$]/);
    const isClosed = text.length > quote + 1 && text.endsWith(text[quote]!);
    return { from: from + quote + 1, to: isClosed ? to - 1 : to };
  }
  if (kind === 'comment') return { from: from + 2, to: text.endsWith('*/') ? to - 2 : to };
  return { from, to };
}

function isolates(document: Text): DecorationSet {
  const text = document.toString();
  if (!hasRightToLeft(text)) return Decoration.none;
  const builder = new RangeSetBuilder<Decoration>();
  for (const token of sqlTokens(text)) {
    if (!hasRightToLeft(token.text)) continue;
    const words = ownWords(token);
    // An isolate ends with its line.
    for (let place = words.from; place < words.to; place = document.lineAt(place).to + 1) {
      const end = Math.min(words.to, document.lineAt(place).to);
      if (end > place) builder.add(place, end, isolate);
    }
  }
  return builder.finish();
}

class Isolates implements PluginValue {
  decorations: DecorationSet;
  constructor(view: EditorView) {
    this.decorations = isolates(view.state.doc);
  }
  update(update: ViewUpdate): void {
    if (update.docChanged) this.decorations = isolates(update.state.doc);
  }
}

/**
 * Keeps Arabic names, texts and comments from reordering the signs around them: `"أ", "ب"` would be drawn with its
 * comma on the wrong side.
 */
export const isolateSql = ViewPlugin.fromClass(Isolates, {
  provide: (plugin) => {
    const read = (view: EditorView): DecorationSet => view.plugin(plugin)?.decorations ?? Decoration.none;
    return [EditorView.outerDecorations.of(read), EditorView.bidiIsolatedRanges.of(read)];
  },
});
