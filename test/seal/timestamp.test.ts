import { readFileSync } from 'node:fs'
import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { type Post, requestTimestamp } from '../../src/seal/request-timestamp.js'
import { signPdf } from '../../src/seal/sign-pdf.js'
import { openSignatory } from '../../src/seal/signatory.js'
import { verifyPdf } from '../../src/seal/verify-pdf.js'
import { startAuthority } from '../support/timestamp-authority.js'

const TIME = new Date(Date.UTC(2026, 10, 30, 12, 0, 5))

async function signWith(post: Post): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage()
  return signPdf(await document.save(), {
    signatory: await openSignatory(
      readFileSync(new URL('fixtures/p256.p12', import.meta.url)),
      'demonstration',
    ),
    now: TIME.getTime(),
    fieldName: 'cachet',
    reason: '',
    location: '',
    leavesFormOpen: false,
    timestamper: (stamped) => requestTimestamp(stamped, post),
  })
}

describe('time stamps', () => {
  it('reaches B-T with the time of the authority', async () => {
    const { signatures } = await verifyPdf(await signWith(await startAuthority({ time: TIME })))
    expect(signatures).toMatchObject([{ level: 'B-T', isIntact: true, timestamp: { time: TIME.getTime() } }])
    expect(signatures[0]?.timestamp?.authority.subject).toBe('DÉMONSTRATION horodatage')
  })

  it.each([
    ['the server is down', async () => Promise.reject(new Error('ECONNREFUSED')), 'unreachable'],
    ['it answers rubbish', async () => Buffer.from('<html>bonjour</html>'), 'rubbish'],
    ['it answers nothing', async () => new Uint8Array(), 'rubbish'],
  ] as const)('signs nothing when %s', async (_, post, problem) => {
    await expect(signWith(post)).rejects.toMatchObject({ problem })
  })

  it.each([
    ['refuses', { status: 2 }, 'refused'],
    ['stamps something else', { mistakes: 'imprint' }, 'rubbish'],
    ['answers another question', { mistakes: 'nonce' }, 'rubbish'],
    ['may not stamp time', { hasPurpose: false }, 'rubbish'],
  ] as const)('signs nothing when the authority %s', async (_, options, problem) => {
    await expect(signWith(await startAuthority({ time: TIME, ...options }))).rejects.toMatchObject({
      problem,
    })
  })

  it('does not call B-T a document whose time stamp was damaged', async () => {
    const signed = Buffer.from(await signWith(await startAuthority({ time: TIME })))
    // The DER of id-ct-TSTInfo, inside the token.
    const token = signed.indexOf('060b2a864886f70d0109100104')
    expect(token).toBeGreaterThan(0)
    signed.write('5', token + 200, 'latin1')
    const { signatures } = await verifyPdf(signed)
    expect(signatures[0]?.level ?? null).toBeNull()
    expect(signatures[0]?.isIntact ?? false).toBe(false)
  })
})
