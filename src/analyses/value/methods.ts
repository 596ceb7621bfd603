import type { Figure, FigureInput } from '../figure';
import { drawBars } from '../horizontal-bars';
import { readRows } from '../read-rows';

/** What a customer is worth by three methods, side by side. */
export function drawMethods(input: FigureInput): Figure[] {
  const methods = readRows(input.tables.methods, (row) => ({
    method: row.text('method'),
    perCustomer: row.number('perCustomer'),
    total: row.number('total'),
  }));
  if (!methods.some((method) => method.perCustomer !== null)) return [];
  const { wording, width } = input;
  const currency = String(input.params.currency);
  const names = methods.map(({ method }) => wording.text(`choice.method.${method}`));
  const bars = methods.map(({ perCustomer, total }, row) => {
    const text =
      perCustomer === null
        ? wording.text('figure.notAvailable')
        : wording.money(perCustomer, currency, 'short');
    const lines = [
      perCustomer === null
        ? text
        : wording.text('figure.perCustomerLine', { amount: wording.money(perCustomer, currency) }),
    ];
    if (total !== null)
      lines.push(wording.text('figure.totalLine', { amount: wording.money(total, currency) }));
    return { value: perCustomer, text, title: names[row], lines };
  });
  const description = wording.text('figure.methodsDescription');
  const panels = [{ title: wording.text('figure.perCustomerAxis'), fill: 'var(--accent)', bars }];
  const drawn = drawBars({ names, panels, width, direction: wording.direction, description });
  return [{ id: 'methods', description, ...drawn }];
}
