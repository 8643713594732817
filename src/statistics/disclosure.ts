// Which hidden counts a reader could still work out from those shown. May not know what the counts are of.
import { fr } from '../kernel/french.js'

/** Said of every figure withheld, whether it is small itself or would give away one that is. */
export const WITHHELD = fr`masqué : effectif trop petit, ou chiffre qui permettrait d’en retrouver un`

/** A whole number between 0 and `size`, shown or hidden. */
export interface Cell {
  readonly size: number
  readonly count: number
  isHidden: boolean
}

/** `Σ coefficient × cell = total`, which a reader knows to hold. */
export interface Equation {
  readonly terms: readonly { readonly cell: Cell; readonly coefficient: number }[]
  readonly total: number
}

/** A row of the system over hidden cells alone. */
interface Row {
  readonly coefficients: Map<Cell, number>
  constant: number
}

const EPSILON = 1e-7

/**
 * Hidden cells that have only one possible value given the equations and the bounds 0 to `size`. Elimination finds
 * what the equations alone give away; bounds are then tightened over the equations, before and after elimination.
 */
export function determinedCells(cells: readonly Cell[], equations: readonly Equation[]): readonly Cell[] {
  const hidden = cells.filter(({ isHidden, size }) => isHidden && size > 0)
  if (hidden.length === 0) return []
  const rows = equations.map(rowOver).filter(({ coefficients }) => coefficients.size > 0)
  const bounds = new Map(hidden.map((cell) => [cell, { low: 0, high: cell.size }]))
  tighten([...rows, ...eliminated(rows)], bounds)
  return hidden.filter((cell) => {
    const bound = bounds.get(cell)
    return bound !== undefined && bound.high - bound.low < 1 - EPSILON
  })
}

function rowOver({ terms, total }: Equation): Row {
  const coefficients = new Map<Cell, number>()
  let constant = total
  for (const { cell, coefficient } of terms) {
    if (cell.isHidden && cell.size > 0) coefficients.set(cell, (coefficients.get(cell) ?? 0) + coefficient)
    else constant -= coefficient * cell.count
  }
  return { coefficients, constant }
}

/** The rows in reduced echelon form: each has a cell that stands in no other. */
function eliminated(rows: readonly Row[]): readonly Row[] {
  const reduced: Row[] = []
  for (const row of rows) {
    const current: Row = { coefficients: new Map(row.coefficients), constant: row.constant }
    for (const { pivot, row: other } of reduced.map(withPivot)) subtract(current, other, pivot)
    const [pivot] = current.coefficients.keys()
    if (pivot === undefined) continue
    const scale = current.coefficients.get(pivot) ?? 1
    for (const [cell, coefficient] of current.coefficients)
      current.coefficients.set(cell, coefficient / scale)
    current.constant /= scale
    for (const other of reduced) subtract(other, current, pivot)
    reduced.push(current)
  }
  return reduced
}

function withPivot(row: Row): { readonly pivot: Cell | undefined; readonly row: Row } {
  const [pivot] = row.coefficients.keys()
  return { pivot, row }
}

/** Takes `other`, whose coefficient for `pivot` is 1, as often from `row` as clears the pivot. */
function subtract(row: Row, other: Row, pivot: Cell | undefined): void {
  if (pivot === undefined) return
  const factor = row.coefficients.get(pivot)
  if (factor === undefined) return
  for (const [cell, coefficient] of other.coefficients) {
    const rest = (row.coefficients.get(cell) ?? 0) - factor * coefficient
    if (Math.abs(rest) < EPSILON) row.coefficients.delete(cell)
    else row.coefficients.set(cell, rest)
  }
  row.constant -= factor * other.constant
}

/** Narrows the bounds of each cell by what the others leave it, until nothing moves. */
function tighten(rows: readonly Row[], bounds: Map<Cell, { low: number; high: number }>): void {
  for (let hasMoved = true; hasMoved; ) {
    hasMoved = false
    for (const { coefficients, constant } of rows) {
      let least = 0
      let most = 0
      for (const [cell, coefficient] of coefficients) {
        const { low, high } = bounds.get(cell) ?? { low: 0, high: 0 }
        least += coefficient > 0 ? coefficient * low : coefficient * high
        most += coefficient > 0 ? coefficient * high : coefficient * low
      }
      for (const [cell, coefficient] of coefficients) {
        const bound = bounds.get(cell)
        if (bound === undefined) continue
        const ownLeast = coefficient > 0 ? coefficient * bound.low : coefficient * bound.high
        const ownMost = coefficient > 0 ? coefficient * bound.high : coefficient * bound.low
        const one = (constant - (most - ownMost)) / coefficient
        const other = (constant - (least - ownLeast)) / coefficient
        const low = Math.ceil(Math.min(one, other) - EPSILON)
        const high = Math.floor(Math.max(one, other) + EPSILON)
        if (low > bound.low || high < bound.high) {
          const before = { ...bound }
          bound.low = Math.max(bound.low, low)
          bound.high = Math.min(bound.high, high)
          least += (coefficient > 0 ? coefficient * bound.low : coefficient * bound.high) - ownLeast
          most += (coefficient > 0 ? coefficient * bound.high : coefficient * bound.low) - ownMost
          hasMoved = hasMoved || bound.low !== before.low || bound.high !== before.high
        }
      }
    }
  }
}
