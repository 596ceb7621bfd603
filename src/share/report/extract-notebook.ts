import { hexadecimal, sha256 } from '../../hashing/sha256';

/** Of the element of a report that holds the notebook. */
export const notebookElement = 'wafa-notebook';

/** Larger files are no reports. */
const mostBytes = 200 * 2 ** 20;

const found = new RegExp(
  `<template\\b([^>]*\\bid\\s*=\\s*["']?${notebookElement}\\b[^>]*)>([\\s\\S]*?)</template`,
  'i',
);
const hashAttribute = /data-sha256\s*=\s*["']?([0-9a-f]{64})/i;

export type Extracted = { text: string } | { problem: 'none' | 'damaged' };

/** The notebook in a report, byte for byte as it was put there; or that there is none, or only a part of one. */
export async function extracted(file: Blob): Promise<Extracted> {
  const match = file.size > mostBytes ? null : found.exec(await file.text());
  if (!match) return { problem: 'none' };
  try {
    const bytes = Uint8Array.from(atob(match[2]), (character) => character.charCodeAt(0));
    if (hashAttribute.exec(match[1])?.[1].toLowerCase() !== hexadecimal(await sha256(bytes)))
      return { problem: 'damaged' };
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: 'damaged' };
  }
}
