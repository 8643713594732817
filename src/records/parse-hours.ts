// Durations as people and programs write them, in hours. May not know what they measure.

const CLOCK = /^(\d{1,6})\s*(?::|h|H)\s*(\d{2})(?:\s*(?:min|mn|m)?\.?|:(\d{2})(?:[.,]0+)?)$/
const DECIMAL = /^(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|heures?)?\.?$/i
const MINUTES = /^(\d+)\s*(?:min|mn|minutes?)\.?$/i
/** Blanks that separate thousands: a space, or one of those that do not break. */
const THOUSANDS = /(?<=\d)[ \u00a0\u202f\u2009\u2007](?=\d{3}(?!\d))/g

/** Digits without the blanks between thousands: `1 234,5` gives `1234,5`. */
export function withoutThousands(text: string): string {
  return text.replace(THOUSANDS, '')
}

/** Hours of `3h30`, `3:30`, `112:30`, `140 h`, `1 234,5`, `45 min`; null for another text. */
export function parseHours(text: string): number | null {
  const plain = withoutThousands(text)
  const decimal = DECIMAL.exec(plain)
  if (decimal !== null) return Number(decimal[1]?.replace(',', '.'))
  const clock = CLOCK.exec(plain)
  if (clock !== null) {
    const [minutes, seconds] = [Number(clock[2]), Number(clock[3] ?? '0')]
    return minutes > 59 || seconds > 59 ? null : Number(clock[1]) + minutes / 60 + seconds / 3600
  }
  const minutes = MINUTES.exec(plain)
  return minutes === null ? null : Number(minutes[1]) / 60
}
