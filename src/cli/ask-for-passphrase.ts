import { fr, quoted } from '../kernel/french.js'
import { ask } from './ask.js'

/** Asks at the terminal, without showing what is typed. */
export async function askForPassphrase(certificate: string): Promise<string> {
  const { passphrase } = await ask([
    { type: 'password', name: 'passphrase', message: fr`Phrase secrète de ${quoted(certificate)} :` },
  ])
  return passphrase
}
