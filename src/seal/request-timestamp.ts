// RFC 3161: asking a time-stamping authority. May not reach the network itself: app/ hands over `post`.
import { createHash, randomBytes } from 'node:crypto'
import { Integer, OctetString } from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, TimeStampReq, TimeStampResp } from 'pkijs'
import { CMS_OID } from './cms-oid.js'
import { verifyTimestampToken } from './verify-cms.js'

/** Sends bytes by HTTP POST as application/timestamp-query and gives the body of a 200 answer; rejects otherwise. */
export type Post = (query: Uint8Array) => Promise<Uint8Array>

export class TimestampError extends Error {
  readonly problem: 'unreachable' | 'refused' | 'rubbish'

  constructor(problem: TimestampError['problem'], options?: ErrorOptions) {
    super(problem, options)
    this.name = 'TimestampError'
    this.problem = problem
  }
}

/**
 * A token over `stamped`, verified before it is given.
 * @throws TimestampError
 */
export async function requestTimestamp(stamped: Uint8Array, post: Post): Promise<Uint8Array> {
  const nonce = randomBytes(8)
  // A positive INTEGER without a leading zero, so that it comes back as the same bytes.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: CMS_OID.sha256 }),
      hashedMessage: new OctetString({ valueHex: createHash('sha256').update(stamped).digest() }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  })
  let answer: Uint8Array
  try {
    answer = await post(new Uint8Array(request.toSchema().toBER(false)))
  } catch (cause) {
    throw new TimestampError('unreachable', { cause })
  }
  let response: TimeStampResp
  try {
    response = TimeStampResp.fromBER(answer)
  } catch (cause) {
    throw new TimestampError('rubbish', { cause })
  }
  // PKIStatus: 0 granted, 1 granted with modifications.
  if (response.status.status > 1) throw new TimestampError('refused')
  if (response.timeStampToken === undefined) throw new TimestampError('rubbish')
  const token = new Uint8Array(response.timeStampToken.toSchema().toBER(false))
  const verified = verifyTimestampToken(token, stamped)
  // RFC 3161, section 2.4.2: another nonce is the answer to another question.
  if (verified === 'broken' || verified.nonce !== nonce.toString('hex')) throw new TimestampError('rubbish')
  return token
}
