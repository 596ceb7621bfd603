import { describe, expect, it } from 'vitest';
import arabic from '../i18n/notebook.ar.json';
import english from '../i18n/notebook.en.json';
import { cellTitle } from './cell-title';
import { parse } from './document/parse';

describe('the title of a query or chart', () => {
  const titles = (id: string, texts: Record<string, string>) => {
    const { blocks } = parse(`---\nformat: 1\n---\n\n\`\`\`sql id=${id}\nSELECT 1\n\`\`\`\n`, []);
    return cellTitle(
      blocks[0],
      () => '',
      (key, values) => texts[key].replace('{id}', values?.id ?? ''),
    );
  };

  it.each([
    ['query', english, 'query'],
    ['query_2', english, 'query_2'],
    ['active', english, 'Query active'],
    ['query', arabic, 'الاستعلام query'],
    ['استعلام_المدن', arabic, 'استعلام_المدن'],
  ])('says what it is where the name %s does not', (id, texts, title) => {
    expect(titles(id, texts)).toBe(title);
  });
});
