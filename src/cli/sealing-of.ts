// What `--sign`, `--certificate`, `--tsa` and the passphrase make together.
import type { Sealing } from '../app/make-attestations.js'
import type { Invocation, OptionDeclaration } from './command.js'
import type { Io } from './io.js'
import { UsageError } from './usage-error.js'

export const SEALING_OPTIONS: readonly OptionDeclaration[] = [
  { flags: '--sign', description: 'sceller chaque document (PAdES B-B, ou B-T avec « --tsa »)' },
  { flags: '--certificate <fichier>', description: 'certificat PKCS#12 (.p12, .pfx)' },
  {
    flags: '--passphrase-file <fichier>',
    description:
      'fichier qui contient la phrase secrète\u202f; sinon I12_P12_PASSPHRASE, sinon elle est demandée',
  },
  { flags: '--tsa <adresse>', description: 'serveur d’horodatage (RFC 3161)' },
  {
    flags: '--demonstration',
    description: 'sceller avec un certificat de démonstration, sans valeur, fait sur-le-champ',
  },
]

/** Null where nothing is to be sealed. @throws UsageError, EnvironmentFailure */
export async function sealingOf(
  invocation: Invocation,
  io: Io,
  organisation: string,
): Promise<Sealing | null> {
  const certificate = invocation.text('certificate')
  const tsa = invocation.text('tsa')
  const isDemonstration = invocation.flag('demonstration')
  if (!invocation.flag('sign')) {
    if (certificate === null && tsa === null && !isDemonstration) return null
    throw new UsageError('« --certificate », « --tsa » et « --demonstration » vont avec « --sign ».')
  }
  if (isDemonstration === (certificate !== null)) {
    throw new UsageError(
      '« --sign » demande un certificat.',
      'Ajoutez « --certificate FICHIER.p12 », ou « --demonstration » pour un essai.',
    )
  }
  if (tsa !== null && !/^https?:\/\/\S+$/.test(tsa)) {
    throw new UsageError(`l’adresse « ${tsa} » de « --tsa » n’est pas une adresse http ou https.`)
  }
  const { readInstant } = await import('../app/read-clock.js')
  const now = readInstant()
  const { timestamperAt } = await import('../app/timestamper.js')
  const timestamper = tsa === null ? null : timestamperAt(tsa)
  if (certificate === null) {
    const { makeDemonstrationSeal } = await import('../app/open-seal.js')
    return { signatory: await makeDemonstrationSeal(organisation, now), timestamper, now }
  }
  const { openSeal } = await import('../app/open-seal.js')
  return {
    signatory: await openSeal(certificate, await passphraseFor(certificate, invocation, io), now),
    timestamper,
    now,
  }
}

/** From a file, the environment or a prompt; never from an argument. */
export async function passphraseFor(certificate: string, invocation: Invocation, io: Io): Promise<string> {
  const { readPassphrase } = await import('../app/open-seal.js')
  const { askForPassphrase } = await import('./ask-for-passphrase.js')
  return readPassphrase({
    file: invocation.text('passphraseFile'),
    environment: io.env.I12_P12_PASSPHRASE,
    ask: io.isInteractive ? () => askForPassphrase(certificate) : null,
  })
}
