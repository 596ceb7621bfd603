/** Where one goes on in a cell that has just come: its editor or first control, else the cell itself. */
const firstFields = ['.cm-content', 'textarea', 'input', 'select'];

/** A cell is put onto the page in a task of its own, and editors come when they are loaded. */
const patienceMilliseconds = 3_000;

/** Brings a cell that was just added into view, and the keyboard into it. */
export function focusIn(key: string): void {
  const until = performance.now() + patienceMilliseconds;
  const before = document.activeElement;
  const look = () => {
    const frame = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
    const hasMoved = document.activeElement !== before && document.activeElement !== frame;
    if (frame && hasMoved && document.activeElement !== document.body) return;
    const field = frame?.querySelector<HTMLElement>(firstFields.join());
    if (frame && document.activeElement !== frame) {
      frame.scrollIntoView({ block: 'nearest' });
      frame.focus({ preventScroll: true });
    }
    if (field) field.focus({ preventScroll: true });
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  look();
}
