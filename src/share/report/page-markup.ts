import { exportFonts } from '../../cells/export-fonts';
import { language, text } from '../../i18n/language.svelte';
import { headlineOf } from '../../notebook/headline';
import { pageMargins } from '../../notebook/page-margins';
import { fontFaces } from '../export-svg';
import { filtersMarkup } from './filters-markup';
import { markup, Markup } from './markup';
import { embedded } from './notebook-source';
import type { ContentsEntry, ReportContext, ReportPart } from './report-context';
import reportStyles from './report.css?raw';
import { tokenRule } from './tokens';

/**
 * The page may load nothing, whatever stands in it: its styles, its fonts and its drawings are inside.
 */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

const arabicLetter = /[\u0620-\u064a]/;

/** The whole page around the parts of a report. */
export async function pageMarkup(parts: readonly ReportPart[], context: ReportContext): Promise<Markup> {
  const { notebook } = context;
  const title = notebook.title || text('notebook.untitled');
  const body = markup`<header>
      <h1><bdi>${title}</bdi></h1>
      ${introductionMarkup(context)}
    </header>
    ${contentsMarkup(parts.flatMap(({ contents }) => contents))}
    <main>${parts.map((part) => part.body)}</main>
    <footer><p>${text('report.footer')}</p></footer>
    ${await embedded(notebook.editor.text)}`;
  return markup`<!doctype html>
    <html lang="${language.code}" dir="${language.wording.direction}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Wafa" />
        <title>${title}</title>
        <style>
          ${new Markup(await stylesOf(body.source, title))}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}

/** Nothing of it is a person's but the title, which `pageMargins` has made harmless. */
async function stylesOf(body: string, title: string): Promise<string> {
  const hasArabic = language.code === 'ar' || arabicLetter.test(body);
  const faces = await fontFaces(exportFonts.filter(({ script }) => script === 'latin' || hasArabic));
  return [faces, tokenRule(), reportStyles, pageMargins(title)].join('\n');
}

/** When it was made, of which data, about whom, and what is not in it. */
function introductionMarkup(context: ReportContext): Markup {
  const { notebook, choices } = context;
  const asOf = notebook.dataset?.asOf ?? null;
  const made = text('report.made', { date: language.wording.date(localDay(new Date())) });
  const least = choices.least;
  return markup`<p class="quiet">
      ${made}${asOf !== null && markup` ${text('report.asOf', { date: language.wording.date(asOf) })}`}
    </p>
    ${filtersMarkup(notebook)}${headlineMarkup(context)}
    ${least !== null && markup`<p class="note">${text('report.maskedNote', { least })}</p> `}${
      choices.customers && markup`<p class="note">${text('report.namingNote')}</p> `
    }
    <p class="small quiet screen-only">${text('report.openAgain')}</p>
    <p class="small quiet paper-only">${text('report.folded')}</p>`;
}

function localDay(time: Date): string {
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${time.getFullYear()}-${month}-${day}`;
}

/** The answers at the head of the notebook; a masked report has none, since they add up groups. */
function headlineMarkup({ notebook, choices }: ReportContext): Markup | null {
  if (choices.least !== null) return null;
  const items = headlineOf(notebook, language.wording, text).filter((item) => item.text !== null);
  if (items.length === 0) return null;
  return markup`<dl class="headline">
    ${items.map(
      (item) =>
        markup`<div>
          <dt>${text(item.label)}</dt>
          <dd>${emphasised(item.text ?? '')}</dd>
        </div> `,
    )}
  </dl> `;
}

/** What `<b>…</b>` marks in texts of the interface. */
function emphasised(words: string): Markup {
  const parts = words.split(/<b>(.*?)<\/b>/);
  return markup`${parts.map((part, place) => (place % 2 ? markup`<strong>${part}</strong>` : part))}`;
}

function contentsMarkup(entries: readonly ContentsEntry[]): Markup | null {
  if (entries.length < 2) return null;
  const items = entries.map(
    ({ anchor, words, level }) =>
      markup`<li class="level-${level}">
        <a href="#${anchor}"><bdi>${words}</bdi></a>
      </li> `,
  );
  return markup`<nav aria-labelledby="contents">
    <h2 id="contents">${text('report.contents')}</h2>
    <ol>
      ${items}
    </ol>
  </nav>`;
}
