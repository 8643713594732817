// How a row becomes records.

/**
 * What a row gives: one record, several (none where the row says that nothing is to be kept of it), or null when
 * nothing usable is in it (already reported): the row is then set aside.
 */
export type ReadRow<T> = (cells: readonly string[], row: number) => T | readonly T[] | null
