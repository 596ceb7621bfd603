/** The file that was put into the page's input: a real handle, read in place. */
export function chosenFile(): File {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('No file was chosen.');
  return file;
}
