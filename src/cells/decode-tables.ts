import { tableFromIPC, type Table } from 'apache-arrow';

export function decodeTable(bytes: Uint8Array): Table {
  return tableFromIPC(bytes);
}

export function decodeTables(bytesByName: Record<string, Uint8Array>): Record<string, Table> {
  return Object.fromEntries(Object.entries(bytesByName).map(([name, bytes]) => [name, decodeTable(bytes)]));
}
