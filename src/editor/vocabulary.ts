interface SqlColumn {
  name: string;
  /** As the engine writes it; empty where it is not known. */
  type: string;
}

export interface SqlTable {
  name: string;
  columns: SqlColumn[];
  /** A few words beside the name in the list, in the language of the page. */
  detail?: string;
}

/** What can be written in a query. */
export interface SqlVocabulary {
  keywords: string[];
  functions: string[];
  tables: SqlTable[];
}
