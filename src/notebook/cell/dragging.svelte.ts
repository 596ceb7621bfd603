/** The cell that is being dragged, and the one it is over. */
class Dragging {
  key = $state<string | null>(null);
  over = $state.raw<{ key: string; isAfter: boolean } | null>(null);

  end(): void {
    this.key = null;
    this.over = null;
  }
}

export const dragging = new Dragging();
