/**
 * Tells the inner width of an element in CSS pixels, when it is first laid out and whenever it changes. Not by reading it at
 * once: among many elements that come one after the other, that makes the browser lay out the page for each.
 */
export const tellWidth =
  (tell: (width: number) => void) =>
  (element: HTMLElement): (() => void) => {
    const observer = new ResizeObserver(() => tell(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  };
