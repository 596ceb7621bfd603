import { neededFonts, standaloneCopy, type ExportFont } from './export-svg';

/** Twice the size on the page, for print and dense screens. */
const density = 2;

async function loadImage(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * An image of the drawing without its words. Fonts inside an image load when they please, after the image says it is
 * ready, and until then its text is invisible; so the words are painted by the canvas, with the page's own fonts.
 */
function loadShapes(drawing: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = standaloneCopy(drawing);
  copy.querySelectorAll('text').forEach((text) => text.remove());
  return loadImage(new XMLSerializer().serializeToString(copy));
}

const alignments: Record<string, CanvasTextAlign> = { start: 'left', middle: 'center', end: 'right' };

function paintText(context: CanvasRenderingContext2D, text: SVGTextElement, toDrawing: DOMMatrix): void {
  const place = text.getScreenCTM();
  if (!place) return;
  const style = getComputedStyle(text);
  context.save();
  context.scale(density, density);
  const { a, b, c, d, e, f } = toDrawing.multiply(place);
  context.transform(a, b, c, d, e, f);
  context.direction = 'ltr';
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textAlign = alignments[style.textAnchor] ?? 'left';
  const y = text.y.baseVal.length ? text.y.baseVal.getItem(0).value : 0;
  if (style.stroke !== 'none') {
    context.strokeStyle = style.stroke;
    context.lineWidth = parseFloat(style.strokeWidth);
    context.lineJoin = 'round';
    context.strokeText(text.textContent ?? '', 0, y);
  }
  context.fillStyle = style.fill;
  context.fillText(text.textContent ?? '', 0, y);
  context.restore();
}

function paintTexts(context: CanvasRenderingContext2D, drawing: SVGSVGElement): void {
  const toDrawing = drawing.getScreenCTM()?.inverse();
  if (!toDrawing) return;
  drawing
    .querySelectorAll('text')
    .forEach((text) => paintText(context, text, DOMMatrix.fromMatrix(toDrawing)));
}

async function loadFonts(drawing: SVGSVGElement, fonts: readonly ExportFont[]): Promise<void> {
  const words = drawing.textContent ?? '';
  const load = ({ family, weight }: ExportFont): Promise<unknown> =>
    document.fonts.load(`${weight} 12px "${family}"`, words);
  await Promise.all(neededFonts(drawing, fonts).map(load));
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const settle = (blob: Blob | null): void => (blob ? resolve(blob) : reject(new Error('Empty image')));
    canvas.toBlob(settle, 'image/png');
  });
}

/** The drawing, which must stand on the page, as an image. */
export async function figureToPng(drawing: SVGSVGElement, fonts: readonly ExportFont[]): Promise<Blob> {
  const [shapes] = await Promise.all([loadShapes(drawing), loadFonts(drawing, fonts)]);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(Number(drawing.getAttribute('width')) * density);
  canvas.height = Math.round(Number(drawing.getAttribute('height')) * density);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas');
  context.drawImage(shapes, 0, 0, canvas.width, canvas.height);
  paintTexts(context, drawing);
  return toBlob(canvas);
}
