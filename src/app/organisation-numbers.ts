// Numbers of an organisation as they are typed. May not look anything up.

/** Fourteen figures, the last of which checks the others (Luhn). La Poste, alone, sums its figures instead. */
export function isSiret(text: string): boolean {
  const digits = text.replace(/[\s.]/g, '')
  if (!/^\d{14}$/.test(digits)) return false
  const sum = [...digits].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  if (sum % 10 === 0) return true
  return (
    digits.startsWith('356000000') && [...digits].reduce((total, digit) => total + Number(digit), 0) % 5 === 0
  )
}

/** Eleven figures. */
export function isNda(text: string): boolean {
  return /^\d{11}$/.test(text.replace(/[\s.]/g, ''))
}
