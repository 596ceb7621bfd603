import type { Answer, Dataset, EngineErrorData } from '../../workers/api';
import { engine } from '../engine/engine.svelte';

/** Where the data can be had again after the engine was started anew. */
export interface DataOrigin {
  /** The files of each table, by the table's id. */
  files: ReadonlyMap<string, readonly File[]>;
  /** The id under which the browser keeps the data; null when it was read from files. */
  stored: string | null;
}

type ReadAgain = Pick<DataOrigin, 'files'> & { dataset: Dataset };

/** Brings data into a new engine: as the browser keeps it, else from its files. */
export async function readAgain(
  id: string,
  dataset: Dataset,
  { files, stored }: DataOrigin,
): Promise<Answer<ReadAgain>> {
  if (stored !== null) {
    const kept = await engine.openStored(id, stored, () => undefined);
    if (kept.ok) return { ok: true, value: { dataset: kept.value, files } };
  }
  return readFiles(id, dataset, files);
}

/** Reads files with the settings of a dataset, and makes them the data in use. */
export async function readFiles(
  id: string,
  { tables, options }: Pick<Dataset, 'tables' | 'options'>,
  files: DataOrigin['files'],
): Promise<Answer<ReadAgain>> {
  const found = new Map<string, readonly File[]>();
  let latest: Answer<Dataset> = { ok: false, error: noFiles };
  for (const [place, { id: table, settings }] of tables.entries()) {
    const own = files.get(table);
    if (!own) return { ok: false, error: noFiles };
    const inspected = await engine.inspect(id, own, settings.reading);
    if (!inspected.ok) return inspected;
    const as = place === 0 ? 'new' : 'addition';
    const loaded = await engine.load(id, { as, table: null, settings, options }, () => undefined);
    if (!loaded.ok) return loaded;
    latest = await engine.adopt();
    if (!latest.ok) return latest;
    found.set(latest.value.tables[place]?.id ?? table, own);
  }
  return latest.ok ? { ok: true, value: { dataset: latest.value, files: found } } : latest;
}

const noFiles: EngineErrorData = { code: 'storageLost', message: 'The files are not at hand any more.' };
