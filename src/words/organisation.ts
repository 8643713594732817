// What is said of an organisation: who it is, where it writes from.
import { fr, NBSP } from '../kernel/french.js'
import type { Organisation } from '../register/organisation.js'

/** The words of identification that a training organisation puts on its letters. */
export function identityOf({ siret, nda, ndaRegion }: Organisation): string {
  const parts: string[] = []
  if (siret !== '') parts.push(`SIRET ${formatSiret(siret)}`)
  if (nda !== '') {
    parts.push(
      fr`déclaration d’activité n° ${nda}` + (ndaRegion === '' ? '' : fr` (préfet de région : ${ndaRegion})`),
    )
  }
  return parts.join(', ')
}

/** A SIRET as people read it: « 123 456 782 00010 ». Anything else is left as typed. */
export function formatSiret(siret: string): string {
  const digits = siret.replace(/\s/g, '')
  if (!/^\d{14}$/.test(digits)) return siret
  return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)].join(NBSP)
}

/** « Nice » from « 12 rue des Oliviers, 06000 Nice »; '' where no post code shows where the town begins. */
export function townOf(address: string): string {
  return /\b\d{5}\s+(.+?)\s*$/.exec(address)?.[1] ?? ''
}
