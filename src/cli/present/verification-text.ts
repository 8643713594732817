import { fr, plural } from '../../kernel/french.js'
import type { PdfVerification, SignatureVerification } from '../../seal/verify-pdf.js'
import type { Paint } from './paint.js'
import {
  changeSentence,
  FAULT_SENTENCES,
  natureOf,
  type SigningFacts,
  signingTimeSentence,
  validitySentence,
} from './verification-words.js'

/** The verification of a signed PDF for a person. */
export function verificationText(
  file: string,
  verification: PdfVerification,
  paint: Paint,
  isExpected: boolean | null,
): string {
  const { isReadable, signatures, emptyFields } = verification
  if (!isReadable) return `${file}\n  ${paint('red', 'illisible')}   ce PDF est abîmé ou tronqué\n`
  const lines = [file]
  if (signatures.length === 0) {
    lines.push(`  ${paint('red', 'aucune signature')}   ce document n’est pas signé`)
  }
  for (const signature of signatures) lines.push(...signatureLines(signature, paint))
  if (isExpected === true)
    lines.push(fr`  ${paint('green', 'signataire attendu')}   le certificat donné a signé`)
  if (isExpected === false)
    lines.push(fr`  ${paint('red', 'autre signataire')}   le certificat donné n’a pas signé ce document`)
  if (emptyFields.length > 0) {
    const word = plural(emptyFields.length, 'champ de signature libre', 'champs de signature libres')
    lines.push(fr`  ${word} : ${emptyFields.join(', ')}`)
  }
  return `${lines.join('\n')}\n`
}

function signatureLines(signature: SignatureVerification, paint: Paint): string[] {
  const { faults } = signature
  const verdict = signature.isIntact ? paint('green', 'intacte') : paint('red', 'rompue')
  const lines = ['', fr`  signature « ${signature.fieldName} » : ` + verdict]
  const row = (label: string, text: string) => lines.push(labelled(label, text))
  for (const fault of faults) row('constat', FAULT_SENTENCES[fault])
  lines.push(...signerLines(signature))
  if (signature.reason !== '') row('motif', signature.reason)
  if (signature.location !== '') row('lieu', signature.location)
  row('niveau', signature.level === null ? 'aucun niveau PAdES atteint' : `PAdES ${signature.level}`)
  row('étendue', extent(signature))
  return lines
}

function labelled(label: string, text: string): string {
  return `    ${label.padEnd(11)} ${text}`
}

/** Who signed and when, as far as the signature says. */
export function signerLines(signature: SigningFacts & Pick<SignatureVerification, 'chain'>): string[] {
  const { signer, chain } = signature
  if (signer === null) return []
  const issuers = signer.isSelfSigned
    ? 'autosigné'
    : [signer.issuer, ...chain.slice(1).map(({ subject }) => subject)].join(' ← ')
  return [
    labelled(
      'signataire',
      signer.organisation === '' ? signer.subject : `${signer.subject}, ${signer.organisation}`,
    ),
    labelled('nature', natureOf(signer)),
    labelled('date', signingTimeSentence(signature)),
    labelled('certificat', `${signer.key}, ${validitySentence(signature)}`),
    labelled('émetteur', `${issuers} (autorité non comparée à une liste de confiance)`),
    labelled('empreinte', signer.fingerprint),
  ]
}

function extent({ coversWholeFile, laterChanges }: SignatureVerification): string {
  if (coversWholeFile) return 'tout le fichier'
  const changes = laterChanges.map(changeSentence).join(', ')
  return fr`une version antérieure du fichier ; depuis : ` + (changes === '' ? 'rien de visible' : changes)
}
