import { fr } from '../kernel/french.js'
import type { Io } from './io.js'

/** Says on stderr that the key behind the codes was just made, and what to do with it. */
export async function sayNewKey(io: Io): Promise<void> {
  const { KEY_FILE } = await import('../app/pseudonym-key.js')
  io.err(
    fr`Une clé a été faite dans ${KEY_FILE} : gardez-la, ne l’envoyez pas. Avec elle, les codes mènent aux personnes.\n`,
  )
}
