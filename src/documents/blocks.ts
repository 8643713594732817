// The blocks that pages are made of, as the shared partials of `templates/partials/` read them.
// Ready French strings only. Templates are strict: every field named here must be present, null where empty.

import { formatNumber } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { dayOrNothing } from '../words/day.js'
import type { Badge, Tone } from '../words/tone.js'

/** `{{> tableau tableau}}`: a table that repeats its head; at most seven columns. */
export interface TableBlock {
  readonly id: string
  readonly caption: string
  readonly columns: readonly {
    readonly label: string
    /** `number` is right-aligned with tabular figures, `date` never wraps, `badge` expects a badge cell. */
    readonly align: 'text' | 'number' | 'date' | 'badge'
    /** A share of the width, `22%`, or null. */
    readonly width: string | null
  }[]
  readonly rows: readonly TableRow[]
  /** Shown instead of the table when it has no row: « Aucun écart. ». */
  readonly empty: string
  readonly note: string | null
}

export interface TableRow {
  /** One per column. `badge` and `detail` null where they say nothing; the first cell heads the row. */
  readonly cells: readonly TableCell[]
  /** A total or subtotal, drawn apart. */
  readonly isTotal: boolean
}

export interface TableCell {
  readonly text: string
  /** Smaller, on its own line under the text. */
  readonly detail: string | null
  readonly badge: Badge | null
}

/** `{{> chiffres-cles chiffres}}`: three to five figures in a row. */
export interface KeyFigures {
  readonly figures: readonly {
    /** « 92 % ». */
    readonly value: string
    readonly label: string
    /** Smaller, « 184 sur 200 obligations échues ». */
    readonly detail: string | null
    readonly tone: Tone
  }[]
}

/** `{{> encadre encadre}}`: a remark beside the text. `warning` has its own rule and its own word. */
export interface Callout {
  readonly tone: 'note' | 'warning'
  /** « À noter », « Point de vigilance ». */
  readonly title: string
  readonly paragraphs: readonly string[]
}

/** `{{> faits faits}}`: labels and values in two columns, as on a cover or at the head of a case. */
export interface FactList {
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

/** `{{> chronologie chronologie}}`: dated facts down a line, in words. */
export interface TimelineBlock {
  readonly caption: string
  readonly entries: readonly {
    readonly day: string
    readonly title: string
    readonly detail: string | null
    readonly tone: Tone
  }[]
}

/**
 * `{{> sommaire sommaire}}`: table of contents. `renderDocument` fills nothing here: page numbers are put by
 * `printPdf`, which looks for each `anchor` in the printed document.
 */
export interface ContentsBlock {
  readonly title: string
  readonly entries: readonly {
    readonly anchor: string
    /** « 3.1 » or null. */
    readonly number: string | null
    readonly title: string
    readonly level: 1 | 2
  }[]
}

/** A table without a note. */
export function tableBlock(block: Omit<TableBlock, 'note'>): TableBlock {
  return { ...block, note: null }
}

export function tableRow(cells: readonly TableCell[], isTotal = false): TableRow {
  return { cells, isTotal }
}

/** A cell that is only text. */
export function textCell(text: string, detail: string | null = null): TableCell {
  return { text, detail, badge: null }
}

/** A count in a table: a dash reads better than a zero. */
export function countCell(count: number): TableCell {
  return textCell(count === 0 ? '–' : formatNumber(count))
}

/** A day in a table, or a dash. */
export function dayCell(day: LocalDate | null): TableCell {
  return textCell(dayOrNothing(day) || '–')
}

/** A cell that is only a badge. */
export function badgeCell(text: string, tone: Tone): TableCell {
  return { text: '', detail: null, badge: { text, tone } }
}
