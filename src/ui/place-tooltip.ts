interface Size {
  width: number;
  height: number;
}

const gap = 12;

/** Beside the point, on the side with more room, and always within the figure's width. */
export function placeTooltip(
  point: { x: number; y: number },
  own: Size,
  figure: Size,
): { left: number; top: number } {
  const wished = point.x < figure.width / 2 ? point.x + gap : point.x - gap - own.width;
  const left = Math.max(0, Math.min(figure.width - own.width, wished));
  const covers = left < point.x + gap && left + own.width > point.x - gap;
  if (!covers)
    return { left, top: Math.max(0, Math.min(figure.height - own.height, point.y - own.height / 2)) };
  // On a narrow page it stands over the point, or under it where there is no room above.
  const above = point.y - gap - own.height;
  return { left, top: above >= 0 ? above : point.y + gap };
}
