const key = 'wafa.reopen';

/** Notes which notebook is to be open when the page has started again in this tab; null lifts it. */
export function noteReopening(notebook: string | null): void {
  try {
    if (notebook === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, notebook);
  } catch {
    // Where nothing may be noted, it is in the list on the start page.
    return;
  }
}

/** The notebook that was noted, once. */
export function takeReopening(): string | null {
  try {
    const notebook = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return notebook;
  } catch {
    return null;
  }
}
