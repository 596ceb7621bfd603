import { expect, type Locator, type Page } from '@playwright/test';
import { plain, wordsOf, type Language, type Words } from './words';

export type FileToChoose = string | { name: string; mimeType: string; buffer: Buffer };

/** The page as a person uses it: by its words, in the language it is in. */
export class WafaPage {
  words: Words = wordsOf('en');
  private language: Language = 'en';

  constructor(
    readonly page: Page,
    private readonly address: string,
  ) {}

  async visit(): Promise<void> {
    await this.page.goto(this.address);
    await expect(this.heading(this.words.page('start.title'))).toBeVisible();
  }

  async speak(language: Language): Promise<void> {
    if (language === this.language) return;
    await this.button('language.' + language).click();
    this.language = language;
    this.words = wordsOf(language);
    await expect(this.page.locator('html')).toHaveAttribute('lang', language);
  }

  async chooseTheme(theme: 'light' | 'dark'): Promise<void> {
    const label = this.words.page(`theme.${theme}`);
    await this.page.getByLabel(this.words.page('theme.label'), { exact: true }).selectOption({ label });
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, exact: true });
  }

  button(key: string): Locator {
    return this.page.getByRole('button', { name: this.words.page(key), exact: true });
  }

  /** The notice above the cells of a notebook from elsewhere. */
  get consent(): Locator {
    return this.page.getByRole('region', { name: this.words.page('consent.title'), exact: true });
  }

  /** Lets the queries of a notebook from elsewhere run. */
  async runQueries(): Promise<void> {
    await this.consent.getByRole('button').click();
    await expect(this.consent).toHaveCount(0);
  }

  /** Through the drop zone or, where a file is open, whatever button chooses another. */
  async choose(file: FileToChoose, key = 'start.drop'): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: this.words.page(key) }).click();
    await (await chooser).setFiles(file);
  }

  /** Lets a file fall onto the page, as from the desktop. */
  async drop(path: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    }
    await session.detach();
  }

  /** The sentence of the confirmation card, once the file has been read. */
  async readSentence(): Promise<string> {
    await expect(this.button('import.do.new')).toBeEnabled();
    await expect(this.page.locator('.import [aria-busy=true]')).toHaveCount(0);
    return plain(await this.page.locator('.import .sentence').innerText());
  }

  async confirm(): Promise<void> {
    await this.button('import.do.new').click();
    await expect(this.heading(this.words.page('notebook.data'))).toBeVisible();
  }

  async openSample(): Promise<void> {
    await this.button('start.sample').click();
    await this.readSentence();
    await this.confirm();
  }

  cell(analysis: string): Locator {
    return this.page.getByRole('region', { name: this.words.analysis(analysis, 'title'), exact: true });
  }

  /** The figures of a cell; each is one stop of the Tab key. */
  figures(analysis: string): Locator {
    return this.cell(analysis).getByRole('group', {
      name: this.words.analysis(analysis, 'title'),
      exact: true,
    });
  }

  /** Waits until a cell shows the answer to what its controls say. */
  async settled(...analyses: string[]): Promise<void> {
    for (const analysis of analyses) {
      await expect(this.figures(analysis).first()).toBeVisible();
      await expect(this.cell(analysis).locator('[aria-busy=true]')).toHaveCount(0);
    }
  }

  /** A control that is a menu. */
  control(analysis: string, parameter: string): Locator {
    const name = this.words.analysis(analysis, `parameter.${parameter}`);
    return this.cell(analysis).getByRole('combobox', { name, exact: true });
  }

  async set(analysis: string, parameter: string, option: string): Promise<void> {
    const label = this.words.analysis(analysis, `choice.${parameter}.${option}`);
    await this.control(analysis, parameter).selectOption({ label });
    await this.settled(analysis);
  }

  /** Opens one of the panels behind a cell's small buttons. */
  async openPanel(analysis: string, panel: 'table' | 'definition' | 'how' | 'sql' | 'export'): Promise<void> {
    const button = this.cell(analysis).getByRole('button', {
      name: this.words.page(`cell.${panel}`),
      exact: true,
    });
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
  }

  /** What is seen of a table's rows, as texts by column. */
  async tableRows(analysis: string, table: string): Promise<string[][]> {
    const name = this.words.analysis(analysis, `table.${table}`);
    const rows = this.cell(analysis).getByRole('table', { name, exact: true }).locator('tbody tr');
    await expect(rows.first()).toBeVisible();
    const cells = await rows.evaluateAll((elements) =>
      elements.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
    return cells.map((row) => row.map(plain));
  }

  /** What a figure says of the value under the keyboard's place. */
  async readOut(figure: Locator): Promise<string> {
    const spoken = figure.locator('[aria-live=polite]');
    await expect(spoken).not.toBeEmpty();
    return plain(await spoken.innerText());
  }
}
