// The certificate that seals: read from the disk, opened, examined. May not keep the passphrase.
import { readFile } from 'node:fs/promises'
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import {
  type CertificateObjection,
  objectionsTo,
  openSignatory,
  type Signatory,
  SignatoryError,
  type SignatoryProblem,
} from '../seal/signatory.js'
import { isAbsence } from './confine.js'

const OPENING_FAULTS: Readonly<Record<SignatoryProblem, { message: string; mend: string }>> = {
  wrongPassphrase: {
    message: 'la phrase secrète n’ouvre pas ce certificat.',
    mend: 'vérifiez la phrase secrète, la disposition du clavier et les majuscules',
  },
  unreadable: {
    message: 'ce fichier n’est pas un certificat PKCS#12 (.p12, .pfx).',
    mend: 'demandez à votre fournisseur le fichier .p12 qui contient le certificat et sa clé',
  },
  unsupportedKey: {
    message: 'la clé de ce certificat n’est ni RSA ni ECDSA.',
    mend: 'demandez un certificat RSA (2 048 bits ou plus) ou ECDSA (P-256)',
  },
}

export const OBJECTION_SENTENCES: Readonly<Record<CertificateObjection, string>> = {
  notYetValid: 'le certificat n’est pas encore valable.',
  expired: 'le certificat est expiré.',
  noSigningUsage: 'le certificat n’est pas fait pour signer (usage de la clé).',
}

/** Where the passphrase comes from; never an argument, which other users of the machine could read. */
export interface PassphraseSource {
  /** `--passphrase-file`. */
  readonly file: string | null
  /** `I12_P12_PASSPHRASE`. */
  readonly environment: string | undefined
  /** Asks at the terminal; null where nobody sits there. */
  readonly ask: (() => Promise<string>) | null
}

/** @throws EnvironmentFailure where no source gives one */
export async function readPassphrase({ file, environment, ask }: PassphraseSource): Promise<string> {
  if (file !== null) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new EnvironmentFailure(
        fr`le fichier de phrase secrète ${quoted(file)} ne se lit pas.`,
        'vérifiez son chemin et vos droits',
      )
    })
    return text.replace(/\r?\n$/, '')
  }
  if (environment !== undefined) return environment
  if (ask !== null) return ask()
  throw new EnvironmentFailure(
    'la phrase secrète du certificat manque.',
    fr`donnez « --passphrase-file », ou la variable I12_P12_PASSPHRASE`,
  )
}

/**
 * Opens a PKCS#12 file. `now` in milliseconds since 1970-01-01 UTC.
 * @throws EnvironmentFailure where it cannot be opened, or must not sign
 */
export async function openSeal(path: string, passphrase: string, now: number): Promise<Signatory> {
  const signatory = await openCertificate(path, passphrase)
  const [objection] = objectionsTo(signatory.certificate, now)
  if (objection !== undefined) {
    throw new EnvironmentFailure(
      fr`${quoted(path)} : ${OBJECTION_SENTENCES[objection]}`,
      fr`« i12 doctor --certificate » dit ce qu’il contient ; demandez-en un autre à votre fournisseur`,
    )
  }
  return signatory
}

/** Opens a PKCS#12 file whatever it may be used for. @throws EnvironmentFailure */
export async function openCertificate(path: string, passphrase: string): Promise<Signatory> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (!isAbsence(error)) throw error
    throw new EnvironmentFailure(
      fr`le certificat ${quoted(path)} n’existe pas.`,
      'vérifiez le chemin donné à « --certificate »',
    )
  })
  try {
    return await openSignatory(bytes, passphrase)
  } catch (error) {
    if (!(error instanceof SignatoryError)) throw error
    const { message, mend } = OPENING_FAULTS[error.problem]
    throw new EnvironmentFailure(fr`${quoted(path)} : ${message}`, mend, { cause: error })
  }
}

const DAY = 24 * 3_600_000

/** A signatory made on the spot, marked as a demonstration in its subject, valid for a month. */
export async function makeDemonstrationSeal(organisation: string, now: number): Promise<Signatory> {
  const { makeDemonstrationSignatory } = await import('../seal/demonstration-signatory.js')
  return makeDemonstrationSignatory({ organisation, validFrom: now - DAY, validTo: now + 30 * DAY })
}
