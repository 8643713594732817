// French words for what the verification of a signed document found. May not verify.
import { fr } from '../../kernel/french.js'
import type { CertificateInfo } from '../../seal/certificate.js'
import type { Change } from '../../seal/compare-revisions.js'
import type { PdfFault, SignatureVerification } from '../../seal/verify-pdf.js'

/** One sentence a fault: what does not hold. */
export const FAULT_SENTENCES: Readonly<Record<PdfFault, string>> = {
  malformed: 'La structure de la signature est abîmée.',
  notCanonical: 'La structure de la signature a été réécrite ou complétée après coup.',
  severalSigners: 'La signature ne désigne pas un signataire unique.',
  weakAlgorithm: 'La signature emploie un algorithme qui n’est plus sûr ou qui n’est pas reconnu.',
  algorithmMismatch: 'L’algorithme annoncé n’est pas celui qui a été signé.',
  digestMismatch: 'Le contenu du document a changé depuis la signature.',
  signatureMismatch: 'La signature ne correspond pas au certificat du signataire.',
  certificateMismatch: 'Le certificat présent n’est pas celui que la signature désigne.',
  certificateMissing: 'Le certificat du signataire manque.',
  strayCertificate: 'Un certificat étranger à la chaîne du signataire a été ajouté.',
  timestampBroken: 'L’horodatage ne tient pas.',
  byteRange: 'La signature ne couvre pas deux parties du fichier séparées par elle seule.',
  contents: 'L’emplacement de la signature contient autre chose qu’elle.',
  changedAfter: 'Le document a été modifié après la signature.',
  subFilter: fr`Le format de la signature n’est pas reconnu (PAdES : ETSI.CAdES.detached).`,
}

/** What the signature is, by the statements of its certificate; qualified only where the certificate says so. */
export function natureOf(signer: CertificateInfo): string {
  const noun = signer.purpose === 'seal' ? 'cachet électronique' : 'signature électronique'
  if (signer.claimsQualified) {
    const adjective = signer.purpose === 'seal' ? 'qualifié' : 'qualifiée'
    return `${noun} dont le certificat se déclare ${adjective} (liste de confiance non consultée)`
  }
  return signer.purpose === null
    ? 'signature ou cachet électronique non qualifié'
    : `${noun} non qualifié${signer.purpose === 'seal' ? '' : 'e'}`
}

export function changeSentence({ kind, what }: Change): string {
  switch (kind) {
    case 'signature':
      return fr`signature ajoutée (champ « ${what} »)`
    case 'form':
      return fr`champ « ${what} » rempli`
    case 'dss':
      return 'données de validation ajoutées'
    case 'metadata':
      return 'date et logiciel de la dernière modification'
    case 'other':
      return `autre modification (${what})`
  }
}

/** `30/11/2026 à 12:00 UTC`. */
export function formatInstant(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString()
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} à ${iso.slice(11, 16)} UTC`
}

/** Milliseconds of a PDF date, null where it cannot be read (ISO 32000-1, 7.9.4). */
export function instantOfPdfDate(text: string): number | null {
  const match = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?'?)?/.exec(
    text,
  )
  if (match === null) return null
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)))
  const sign = match[7] === '-' ? -1 : 1
  const offset = sign * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * 60_000
  return Date.UTC(year ?? 0, month - 1, day, hour, minute, second) - offset
}

/** What says who signed and when. */
export type SigningFacts = Pick<SignatureVerification, 'signer' | 'timestamp' | 'signedOn' | 'claimedTime'>

/** When it was signed, and who says so. */
export function signingTimeSentence(verification: SigningFacts): string {
  if (verification.timestamp !== null) {
    const { time, authority } = verification.timestamp
    return fr`${formatInstant(time)}, horodaté par « ${authority.subject} »`
  }
  const claimed = verification.signedOn === null ? null : instantOfPdfDate(verification.signedOn)
  const instant = claimed ?? verification.claimedTime
  return instant === null ? 'date inconnue' : `${formatInstant(instant)}, date déclarée par le signataire`
}

/** Whether the certificate was valid when it signed, as far as the time is known. */
export function validitySentence(verification: SigningFacts): string {
  const { signer } = verification
  if (signer === null) return 'certificat absent'
  const dates = `du ${formatInstant(signer.validFrom).slice(0, 10)} au ${formatInstant(signer.validTo).slice(0, 10)}`
  const claimed = verification.signedOn === null ? null : instantOfPdfDate(verification.signedOn)
  const instant = verification.timestamp?.time ?? claimed ?? verification.claimedTime
  if (instant === null) return `${dates}${fr` ; date de signature inconnue`}`
  if (instant < signer.validFrom) return `${dates}${fr` ; pas encore valable à la date de signature`}`
  if (instant > signer.validTo) return `${dates}${fr` ; expiré à la date de signature`}`
  return `${dates}${fr` ; valable à la date de signature`}`
}
