/** What can be done with any cell. */
export const cellActions = ['addBelow', 'up', 'down', 'duplicate', 'collapse', 'delete'] as const;
export type CellAction = (typeof cellActions)[number];

interface Shortcut {
  alt?: boolean;
  shift?: boolean;
  /** As `KeyboardEvent.code` names it, so that it is the same key in every layout, also the Arabic one. */
  code: string;
}

/** The keys of a cell: while the focus is anywhere in it. */
export const cellShortcuts: Record<CellAction, Shortcut> = {
  addBelow: { alt: true, code: 'Enter' },
  up: { alt: true, shift: true, code: 'ArrowUp' },
  down: { alt: true, shift: true, code: 'ArrowDown' },
  duplicate: { alt: true, shift: true, code: 'KeyD' },
  collapse: { alt: true, shift: true, code: 'KeyC' },
  delete: { alt: true, shift: true, code: 'Backspace' },
};

type Pressed = Pick<KeyboardEvent, 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'code'>;

export function cellAction(event: Pressed): CellAction | null {
  if (event.ctrlKey || event.metaKey) return null;
  const isPressed = ({ alt = false, shift = false, code }: Shortcut) =>
    event.altKey === alt && event.shiftKey === shift && event.code === code;
  return cellActions.find((action) => isPressed(cellShortcuts[action])) ?? null;
}
