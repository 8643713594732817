// How a row becomes a record.

/** A row as a record, or null when nothing usable is in it (already reported): the row is then set aside. */
export type ReadRow<T> = (cells: readonly string[], row: number) => T | null
