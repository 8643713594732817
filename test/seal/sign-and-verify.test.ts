import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type PDFDict, PDFDocument, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeDemonstrationSignatory } from '../../src/seal/demonstration-signatory.js'
import { isSignedByOneOf } from '../../src/seal/expected-signer.js'
import { makeCms } from '../../src/seal/make-cms.js'
import { signPdf } from '../../src/seal/sign-pdf.js'
import { objectionsTo, openSignatory, type Signatory } from '../../src/seal/signatory.js'
import { verifyPdf } from '../../src/seal/verify-pdf.js'
import { rounds } from '../support/rounds.js'

const NOON = Date.UTC(2026, 10, 30, 12)
const YEAR = 365 * 24 * 3_600_000
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url))
const open = (name: string) => openSignatory(fixture(name), 'demonstration')

async function aPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage([595, 842])
  page.drawText('Attestation')
  document.getForm().createTextField('motif').addToPage(page, { x: 50, y: 50, width: 200, height: 20 })
  return document.save({ updateFieldAppearances: false })
}

function sign(
  pdf: Uint8Array,
  signatory: Signatory,
  more: { fieldName?: string; leavesFormOpen?: boolean } = {},
) {
  return signPdf(pdf, {
    signatory,
    now: NOON,
    fieldName: 'cachet',
    reason: 'Attestation établie par l’organisme',
    location: 'Nice',
    leavesFormOpen: false,
    ...more,
  })
}

/** The document sealed with another DocMDP permission than the one that we write. */
async function certify(pdf: Uint8Array, signatory: Signatory, permission: number): Promise<Buffer> {
  const sealed = Buffer.from(await sign(pdf, signatory, { leavesFormOpen: true }))
  const at = sealed.lastIndexOf('/P 2')
  sealed.write(`/P ${permission}`, at, 'latin1')
  const start = sealed.lastIndexOf('/Contents <') + '/Contents '.length
  const end = sealed.indexOf('>', start) + 1
  const digest = createHash('sha256').update(sealed.subarray(0, start)).update(sealed.subarray(end)).digest()
  const hex = Buffer.from(await makeCms(digest, signatory)).toString('hex')
  sealed.write(`<${hex.padEnd(end - start - 2, '0')}>`, start, 'latin1')
  return sealed
}

const isAccepted = async (bytes: Uint8Array) => {
  const { isReadable, signatures } = await verifyPdf(bytes)
  return isReadable && signatures.length > 0 && signatures.every(({ isIntact }) => isIntact)
}

/** Bytes changed, one at a time. */
const ANYWHERE = rounds(200, 1000)
const IN_CONTENTS = rounds(150, 500)

/** Park and Miller's generator: the same bytes are changed at every run. */
function seeded(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647
    return state % bound
  }
}

describe('signing', () => {
  it.each([
    'rsa.p12',
    'rsa3072.p12',
    'p256.p12',
    'legacy.p12',
    'chained.p12',
  ])('reaches B-B with %s', async (name) => {
    const signatory = await open(name)
    const pdf = await aPdf()
    const signed = await sign(pdf, signatory)
    expect(Buffer.from(signed.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true)
    const { signatures } = await verifyPdf(signed)
    expect(signatures).toMatchObject([
      {
        fieldName: 'cachet',
        faults: [],
        level: 'B-B',
        subFilter: 'ETSI.CAdES.detached',
        coversWholeFile: true,
        signedOn: 'D:20261130120000Z',
        reason: 'Attestation établie par l’organisme',
        claimedTime: null,
        timestamp: null,
      },
    ])
  })

  it('gives the chain found beside the certificate', async () => {
    const { signatures } = await verifyPdf(await sign(await aPdf(), await open('chained.p12')))
    expect(signatures[0]?.signer?.subject).toBe('DEMONSTRATION Claire Martin')
    expect(signatures[0]?.chain.map(({ subject }) => subject)).toEqual(['DEMONSTRATION Autorite'])
  })

  it('leaves the form open to a second signature where it is asked to, and both hold', async () => {
    const once = await sign(await aPdf(), await open('rsa.p12'), { leavesFormOpen: true })
    const twice = await sign(once, await open('p256.p12'), { fieldName: 'signature' })
    const { signatures } = await verifyPdf(twice)
    expect(signatures).toMatchObject([
      {
        fieldName: 'cachet',
        isIntact: true,
        permission: 2,
        coversWholeFile: false,
        laterChanges: [{ kind: 'signature', what: 'signature' }],
      },
      { fieldName: 'signature', isIntact: true, permission: null, coversWholeFile: true },
    ])
  })

  it('refuses to sign a field twice, and a file that is not a PDF', async () => {
    const signatory = await open('p256.p12')
    const once = await sign(await aPdf(), signatory)
    await expect(sign(once, signatory)).rejects.toMatchObject({ problem: 'alreadySigned' })
    await expect(sign(Buffer.from('bonjour'), signatory)).rejects.toMatchObject({ problem: 'unreadablePdf' })
  })

  it('tells a wrong passphrase from an unreadable file', async () => {
    await expect(openSignatory(fixture('rsa.p12'), 'autre')).rejects.toMatchObject({
      problem: 'wrongPassphrase',
    })
    await expect(openSignatory(fixture('legacy.p12'), '')).rejects.toMatchObject({
      problem: 'wrongPassphrase',
    })
    await expect(openSignatory(Buffer.from('bonjour'), 'x')).rejects.toMatchObject({ problem: 'unreadable' })
  })

  it('objects to a certificate outside its dates or its use', async () => {
    const { certificate } = await makeDemonstrationSignatory({
      organisation: 'Horizon Formation',
      validFrom: NOON,
      validTo: NOON + YEAR,
      key: 'P-256',
    })
    expect(certificate.subject).toContain('DÉMONSTRATION')
    expect(objectionsTo(certificate, NOON)).toEqual([])
    expect(objectionsTo(certificate, NOON - 1)).toEqual(['notYetValid'])
    expect(objectionsTo(certificate, NOON + YEAR + 1)).toEqual(['expired'])
    expect(objectionsTo((await open('no-signing-usage.p12')).certificate, NOON)).toEqual(['noSigningUsage'])
  })
})

describe('verifying', () => {
  let signed: Buffer
  beforeAll(async () => {
    signed = Buffer.from(await sign(await aPdf(), await open('chained.p12')))
  })

  it(`detects ${ANYWHERE} single-byte changes anywhere in the file (seed 12)`, async () => {
    const next = seeded(12)
    const missed: number[] = []
    for (let run = 0; run < ANYWHERE; run += 1) {
      const changed = Buffer.from(signed)
      const at = next(changed.length)
      changed[at] = (changed[at] ?? 0) ^ (1 + next(255))
      if (await isAccepted(changed)) missed.push(at)
    }
    expect(missed).toEqual([])
  })

  it(`detects ${IN_CONTENTS} changes of one digit inside /Contents, which no signature covers (seed 2026)`, async () => {
    const next = seeded(2026)
    const start = signed.lastIndexOf('/Contents <') + '/Contents <'.length
    const length = signed.indexOf('>', start) - start
    const missed: number[] = []
    for (let run = 0; run < IN_CONTENTS; run += 1) {
      const changed = Buffer.from(signed)
      const at = start + next(length)
      const digit = '0123456789abcdef'.charCodeAt(next(16))
      if (changed[at] === digit) continue
      changed[at] = digit
      if (await isAccepted(changed)) missed.push(at - start)
    }
    expect(missed).toEqual([])
  })

  it('detects content appended after signing, and says that something changed', async () => {
    const document = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false })
    document.getPage(0).drawText('ajout')
    const { signatures } = await verifyPdf(await document.commit({ useObjectStreams: false }))
    expect(signatures[0]).toMatchObject({ isIntact: false, faults: ['changedAfter'], coversWholeFile: false })
    expect(signatures[0]?.laterChanges.map(({ kind }) => kind)).toContain('other')
  })

  it('detects a page taken away after signing', async () => {
    const two = await PDFDocument.create()
    two.addPage()
    two.addPage()
    const document = await PDFDocument.load(await sign(await two.save(), await open('p256.p12')), {
      forIncrementalUpdate: true,
      updateMetadata: false,
    })
    document.removePage(0)
    expect(await isAccepted(await document.commit({ useObjectStreams: false }))).toBe(false)
  })

  it.each([
    [true, true],
    [false, false],
  ])('takes a form filled in after a seal that leaves it open (%s) as intact: %s', async (leavesFormOpen, isIntact) => {
    const sealed = await sign(await aPdf(), await open('rsa.p12'), { leavesFormOpen })
    const document = await PDFDocument.load(sealed, { forIncrementalUpdate: true, updateMetadata: false })
    document.getForm().getTextField('motif').setText('manque de temps')
    const { signatures } = await verifyPdf(await document.commit({ useObjectStreams: false }))
    expect(signatures[0]?.laterChanges).toContainEqual({ kind: 'form', what: 'motif' })
    expect(signatures[0]?.isIntact).toBe(isIntact)
  })

  it.each([
    [1, false],
    [2, true],
    [3, true],
  ])('takes a document certified with P=%i, signed again, as intact: %s', async (permission, isIntact) => {
    const certified = await certify(await aPdf(), await open('rsa.p12'), permission)
    expect((await verifyPdf(certified)).signatures[0]).toMatchObject({ permission, isIntact: true })
    const again = await sign(certified, await open('p256.p12'), { fieldName: 'signature' })
    const { signatures } = await verifyPdf(again)
    expect(signatures.map((one) => one.isIntact)).toEqual([isIntact, true])
    expect(signatures[0]?.faults).toEqual(isIntact ? [] : ['changedAfter'])
  })

  it.each([
    'RSA-2048',
    'P-256',
  ] as const)('takes the seal of a demonstration signatory with a key of %s', async (key) => {
    const signatory = await makeDemonstrationSignatory({
      organisation: 'Horizon Formation',
      validFrom: NOON,
      validTo: NOON + YEAR,
      key,
    })
    expect(await isAccepted(await sign(await aPdf(), signatory))).toBe(true)
  })

  it.each([
    ['read-only', (field: PDFDict) => field.set(PDFName.of('Ff'), PDFNumber.of(1))],
    ['hidden', (field: PDFDict) => field.set(PDFName.of('F'), PDFNumber.of(2))],
    ['on no page', (field: PDFDict) => field.delete(PDFName.of('Subtype'))],
  ])('breaks where a field that is %s is given another value', async (_, lock) => {
    const document = await PDFDocument.load(await aPdf(), { updateMetadata: false })
    const [field] = document.getForm().getFields()
    for (const { dict } of field?.acroField.getWidgets() ?? []) lock(dict)
    lock(field?.acroField.dict as PDFDict)
    const form = await document.save({ updateFieldAppearances: false })
    const sealed = await sign(form, await open('rsa.p12'), { leavesFormOpen: true })
    const later = await PDFDocument.load(sealed, { forIncrementalUpdate: true, updateMetadata: false })
    later.getForm().getField('motif').acroField.dict.set(PDFName.of('V'), PDFString.of('autre'))
    const { signatures } = await verifyPdf(await later.commit({ useObjectStreams: false }))
    expect(signatures[0]).toMatchObject({ isIntact: false, faults: ['changedAfter'] })
  })

  it('tells the expected signer from any other', async () => {
    const verification = await verifyPdf(signed)
    const { fingerprint } = (await open('chained.p12')).certificate
    const other = (await open('rsa.p12')).certificate.fingerprint
    expect(isSignedByOneOf(verification.signatures, new Set([other, fingerprint]))).toBe(true)
    expect(isSignedByOneOf(verification.signatures, new Set([other]))).toBe(false)
    expect(isSignedByOneOf((await verifyPdf(await aPdf())).signatures, new Set([fingerprint]))).toBe(false)
  })

  it('names the certificate of the signer once, and no other (RFC 5035)', async () => {
    const text = signed.toString('latin1')
    const hex = /\/Contents <([0-9a-f]+)>/.exec(text)?.[1] ?? ''
    const { chain, certificate } = await open('chained.p12')
    expect(chain).toHaveLength(1)
    expect(hex.split(certificate.fingerprint)).toHaveLength(2)
    expect(hex).not.toContain(chain[0]?.fingerprint)
  })

  it('finds no signature in an unsigned PDF, and reads no PDF in rubbish', async () => {
    expect(await verifyPdf(await aPdf())).toEqual({ isReadable: true, signatures: [], emptyFields: [] })
    expect(await verifyPdf(Buffer.from('%PDF-1.7\nrien'))).toMatchObject({
      isReadable: false,
      signatures: [],
    })
  })
})
