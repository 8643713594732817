// Asks a time-stamping authority over HTTP. The only request this program ever sends, and only when asked.
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import type { Timestamper } from '../seal/make-cms.js'

/** Longest wait for an answer. */
const TIMEOUT = 20_000
/** A token is a few kilobytes; anything larger is not one. */
const LARGEST = 1_000_000

const PROBLEMS = {
  unreachable: 'ne répond pas',
  refused: 'refuse de dater',
  rubbish: 'répond autre chose qu’un horodatage valable',
} as const

/** @throws EnvironmentFailure (when called) where the server gives no valid token: nothing is then signed */
export function timestamperAt(address: string): Timestamper {
  return async (stamped) => {
    const { requestTimestamp, TimestampError } = await import('../seal/request-timestamp.js')
    try {
      return await requestTimestamp(stamped, (query) => post(address, query))
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error
      throw new EnvironmentFailure(
        fr`le serveur d’horodatage ${quoted(address)} ${PROBLEMS[error.problem]}.`,
        fr`rien n’a été signé : vérifiez l’adresse de « --tsa », ou signez sans elle (niveau B-B, sans date certaine)`,
        { cause: error },
      )
    }
  }
}

async function post(address: string, query: Uint8Array): Promise<Uint8Array> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: query,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length > LARGEST) throw new Error('too large')
  return bytes
}
