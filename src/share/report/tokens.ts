import tokenStyles from '../../styles/tokens.css?raw';

/** Every colour and measure by its name, as on paper: light. */
const values = new Map(
  [...(/^:root \{([^}]*)\}/m.exec(tokenStyles)?.[1] ?? '').matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
    ([, name, value]) => [name, value],
  ),
);

/** What a token such as `--ink` stands for. */
export function tokenValue(name: string): string {
  return values.get(name) ?? 'currentColor';
}

/** The tokens of a page, as a rule of CSS. */
export function tokenRule(): string {
  return `:root{${[...values].map(([name, value]) => `${name}:${value}`).join(';')}}`;
}
