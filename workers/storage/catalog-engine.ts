/** As much of the database as stores need. */
export interface CatalogEngine {
  /** Makes a database of the browser's private files a catalog. Nothing of it is written until `checkpoint`, or never. */
  attachFile(engineName: string, catalog: string): Promise<void>;
  attachMemory(catalog: string): Promise<void>;
  /** Writes the catalog's changes into its file, all of them or none. */
  checkpoint(catalog: string): Promise<void>;
  /**
   * Puts a catalog away without writing, frees its memory and lets go of its file.
   * @param engineName null for one in memory
   */
  detach(catalog: string, engineName: string | null): Promise<void>;
}
