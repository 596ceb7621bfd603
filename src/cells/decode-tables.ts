import { tableFromIPC, type Table } from 'apache-arrow';

export function decodeTables(bytesByName: Record<string, Uint8Array>): Record<string, Table> {
  return Object.fromEntries(Object.entries(bytesByName).map(([name, bytes]) => [name, tableFromIPC(bytes)]));
}
