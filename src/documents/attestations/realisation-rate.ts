// The share of a training really followed, as the CPF asks it to be written.

/**
 * Hours done over hours planned, as an integer percentage rounded half up; full follow-up is 100.
 * Source: Caisse des Dépôts, « Comment calculer le taux de réalisation » (30 h sur 50 h = 60 %).
 * @returns null where either figure is missing, or the planned hours are not positive
 */
export function realisationRate(doneHours: number | null, plannedHours: number | null): number | null {
  if (doneHours === null || plannedHours === null || plannedHours <= 0 || doneHours < 0) return null
  // Hours are decimal fractions of people's making: the tenth of a thousandth keeps 0.285 × 100 from falling below 28.5.
  const percentage = Math.round((doneHours / plannedHours) * 1_000_000) / 10_000
  return Math.min(100, Math.floor(percentage + 0.5))
}
