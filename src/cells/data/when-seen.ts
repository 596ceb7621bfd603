import type { Attachment } from 'svelte/attachments';

/** Tells once that the element has come into view. */
export function whenSeen(tell: () => void): Attachment<HTMLElement> {
  return (element) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      tell();
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}
