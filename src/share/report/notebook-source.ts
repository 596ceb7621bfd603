import { hexadecimal, sha256 } from '../../hashing/sha256';
import { notebookElement } from './extract-notebook';
import { Markup, markup } from './markup';

/** Mail breaks lines that are longer. */
const lineLength = 76;
/** Bytes turned into text at a time: all at once would overflow the stack. */
const piece = 8192;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += piece)
    text += String.fromCharCode(...bytes.subarray(start, start + piece));
  return btoa(text).replace(new RegExp(`.{${lineLength}}`, 'g'), '$&\n');
}

/**
 * The notebook inside its report, as base64 of its UTF-8 in a `<template>`: no browser shows or runs that, no text of
 * the notebook can end it, and other programs may change line ends, line lengths or the file's encoding without
 * changing it. Mail programs take scripts out, which is why it is none.
 */
export async function embedded(text: string): Promise<Markup> {
  const bytes = new TextEncoder().encode(text);
  const hash = hexadecimal(await sha256(bytes));
  const attributes = markup`id="${notebookElement}" data-encoding="base64" data-sha256="${hash}"`;
  return markup`<template ${attributes}>${new Markup(`\n${toBase64(bytes)}\n`)}</template>`;
}
