/** Reads the sample back without the generator's own types, so that the tests see only what is in the file. */
export interface SampleLine {
  order_id: string;
  customer_id: string;
  customer_name: string;
  order_date: string;
  channel: string;
  city: string;
  member: string;
  product: string;
  category: string;
  quantity: number;
  price: number;
}

function fieldsOf(row: string): string[] {
  const fields = row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...fields].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

export function parseLine(row: string): SampleLine {
  const fields = fieldsOf(row);
  if (fields.length !== 11) throw new Error(`Expected 11 fields, found ${String(fields.length)}: ${row}`);
  const text = (index: number): string => fields[index] ?? '';
  return {
    order_id: text(0),
    customer_id: text(1),
    customer_name: text(2),
    order_date: text(3),
    channel: text(4),
    city: text(5),
    member: text(6),
    product: text(7),
    category: text(8),
    quantity: Number(text(9)),
    price: Number(text(10)),
  };
}

export function signedAmount({ quantity, price }: SampleLine): number {
  return quantity * price;
}
