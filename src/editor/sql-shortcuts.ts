/** What a key asks of a query's editor: Ctrl-Enter or Cmd-Enter runs, Shift-Alt-F formats. */
export function sqlShortcut(event: KeyboardEvent): 'run' | 'format' | null {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey, isComposing } = event;
  if (isComposing) return null;
  if (key === 'Enter' && (ctrlKey || metaKey) && !shiftKey && !altKey) return 'run';
  // By the place of the key: with Alt held, a Mac types another letter, and an Arabic keyboard has no F.
  return code === 'KeyF' && shiftKey && altKey && !ctrlKey && !metaKey ? 'format' : null;
}
