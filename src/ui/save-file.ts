/** Hands a file to the browser's downloads and gives back its name. */
export function saveFile(content: Blob, name: string): string {
  const link = document.createElement('a');
  const url = URL.createObjectURL(content);
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; freeing it at once would stop it in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}
