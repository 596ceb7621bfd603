import { hexadecimal, sha256 } from '../../hashing/sha256';

/** Of the element of a report that holds the notebook. */
export const notebookElement = 'wafa-notebook';

/** Larger files are no reports. */
const mostBytes = 200 * 2 ** 20;

/** A browser stops nowhere in a tag; ours are far shorter, and a file may be made of nothing but their beginnings. */
const mostTagLetters = 1000;
const templateTag = new RegExp(`<template\\b([^>]{0,${mostTagLetters}})>`, 'gi');
const ownId = new RegExp(`\\bid\\s*=\\s*["']?${notebookElement}\\b`, 'i');
const hashAttribute = /data-sha256\s*=\s*["']?([0-9a-f]{64})/i;

export type Extracted = { text: string } | { problem: 'none' | 'damaged' };

/** The notebook in a report, byte for byte as it was put there; or that there is none, or only a part of one. */
export async function extracted(file: Blob): Promise<Extracted> {
  const element = file.size > mostBytes ? null : elementIn(await file.text());
  if (!element) return { problem: 'none' };
  try {
    const bytes = Uint8Array.from(atob(element.content), (character) => character.charCodeAt(0));
    if (hashAttribute.exec(element.attributes)?.[1].toLowerCase() !== hexadecimal(await sha256(bytes)))
      return { problem: 'damaged' };
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: 'damaged' };
  }
}

/** The first of our elements in a page, by its attributes and what is between its tags. */
function elementIn(page: string): { attributes: string; content: string } | null {
  for (const match of page.matchAll(templateTag)) {
    const [tag, attributes] = match;
    if (!ownId.test(attributes)) continue;
    const start = match.index + tag.length;
    const length = page.slice(start).search(/<\/template/i);
    return length < 0 ? null : { attributes, content: page.slice(start, start + length) };
  }
  return null;
}
