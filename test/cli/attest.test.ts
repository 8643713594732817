import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { signPdf } from '../../src/seal/sign-pdf.js'
import { openSignatory } from '../../src/seal/signatory.js'
import { verifyPdf } from '../../src/seal/verify-pdf.js'
import { DROPOUT_WORKSPACE } from '../support/dropout-workspace.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const fixture = (name: string) => fileURLToPath(new URL(`../seal/fixtures/${name}`, import.meta.url))

/** Without no-break spaces, so that the words can be read here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

async function attest(folder: string, argv: readonly string[], env: Record<string, string> = {}) {
  const io = memoryIo({ env })
  const code = await main(['attest', '-C', folder, '--as-of', '2026-11-30', ...argv], io)
  return { code, stdout: plain(io.stdout), stderr: plain(io.stderr) }
}

const sealed = ['--sign', '--certificate', fixture('rsa.p12')]
const secret = { I12_P12_PASSPHRASE: 'demonstration' }
const registerOf = async (folder: string) =>
  (await readFile(join(folder, 'attestations.csv'), 'utf8'))
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .slice(1)

/** What a learner does with a form: ticks, writes, signs with a certificate of their own. */
async function fillAndSign(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false })
  document.getForm().getCheckBox('raison-temps').check()
  document.getForm().getTextField('precision').setText('Nouvel emploi à Évreux')
  return signPdf(await document.commit({ useObjectStreams: false }), {
    signatory: await openSignatory(await readFile(fixture('p256.p12')), 'demonstration'),
    now: Date.UTC(2026, 11, 1),
    fieldName: 'signature-apprenant',
    reason: '',
    location: '',
    leavesFormOpen: true,
  })
}

describe('making attestations', () => {
  it('makes what the data allow, seals it, numbers it, and says what is withheld and why', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    const { code, stderr } = await attest(folder, sealed, secret)
    expect(code).toBe(0)
    expect(stderr).toContain('4 documents établis, PAdES B-B.')
    expect(stderr).toContain('la décision de validation n’est pas enregistrée (A-3)')
    expect(stderr).toContain('deux lignes pour ce dossier (A-4)')
    expect(stderr).toContain('les heures suivies ne sont pas renseignées (A-3)')
    const register = await registerOf(folder)
    expect(register.map((line) => line.split(';').slice(0, 5).join(';'))).toEqual([
      '2026-001;declaration;A-2;demandee;30/11/2026',
      '2026-002;attestation;A-2;validee;30/11/2026',
      '2026-003;heures;A-2;validee;30/11/2026',
      '2026-004;declaration;A-3;demandee;30/11/2026',
    ])
    for (const number of ['2026-001', '2026-002', '2026-003']) {
      const { signatures } = await verifyPdf(
        await readFile(join(folder, `sorties/attestations/${number}.pdf`)),
      )
      expect(signatures).toMatchObject([
        { isIntact: true, level: 'B-B', coversWholeFile: true, fieldName: 'cachet-organisme' },
      ])
    }
    // The form stays open to the learner, and to nothing else.
    const { signatures, emptyFields } = await verifyPdf(
      await readFile(join(folder, 'sorties/attestations/2026-001.pdf')),
    )
    expect(signatures[0]?.permission).toBe(2)
    expect(emptyFields).toEqual(['signature-apprenant'])

    const again = await attest(folder, sealed, secret)
    expect(again.stderr).toContain('0 document établi')
    expect(await registerOf(folder)).toEqual(register)
  })

  it.each([
    [
      'a wrong passphrase',
      sealed,
      { I12_P12_PASSPHRASE: 'autre' },
      3,
      'la phrase secrète n’ouvre pas ce certificat',
    ],
    ['no passphrase', sealed, {}, 3, 'la phrase secrète du certificat manque'],
    [
      'a certificate not made to sign',
      ['--sign', '--certificate', fixture('no-signing-usage.p12')],
      secret,
      3,
      'n’est pas fait pour signer',
    ],
    ['no certificate', ['--sign'], {}, 2, 'demande un certificat'],
    [
      'a time-stamping server that is down',
      [...sealed, '--tsa', 'http://127.0.0.1:9/'],
      secret,
      3,
      'ne répond pas',
    ],
  ] as const)('writes nothing with %s', async (_, argv, env, expected, words) => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    const { code, stderr } = await attest(folder, [...argv, '--case', 'A-2', '--nature', 'heures'], env)
    expect(code).toBe(expected)
    expect(stderr).toContain(words)
    await expect(readFile(join(folder, 'attestations.csv'))).rejects.toThrow()
  })

  it('asks who signs', async () => {
    const configuration = DROPOUT_WORKSPACE['i12.yaml']?.replace(/ {2}signataire:.*\n/, '') ?? ''
    const folder = await temporaryWorkspace({ ...DROPOUT_WORKSPACE, 'i12.yaml': configuration })
    const { code, stderr } = await attest(folder, [])
    expect(code).toBe(2)
    expect(stderr).toContain('i12.yaml n’en nomme aucune')
  })
})

describe('reading forms back', () => {
  it('records a signed form, countersigns it, and both signatures hold', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    await attest(folder, ['--nature', 'declaration'])
    const received = join(folder, 'recus')
    await mkdir(received)
    const form = await readFile(join(folder, 'sorties/attestations/2026-001.pdf'))
    await writeFile(join(received, 'a.pdf'), await fillAndSign(form))
    await writeFile(join(received, 'b.pdf'), 'pas un PDF')
    const { code, stdout } = await attest(
      folder,
      ['--collect', received, '--on', '2026-12-01', ...sealed],
      secret,
    )
    expect(code).toBe(0)
    expect(stdout).toContain(
      'a.pdf : n° 2026-001, signé par l’apprenant, contresigné, raisons : « Manque de temps », des précisions écrites',
    )
    expect(stdout).not.toContain('Évreux')
    expect(stdout).toContain('b.pdf : écarté, ce PDF ne se lit pas')
    expect((await registerOf(folder))[0]).toMatch(
      /^2026-001;declaration;A-2;signee;01\/12\/2026;attestations-recues\/2026-001\.pdf;/,
    )
    const { signatures } = await verifyPdf(await readFile(join(folder, 'attestations-recues/2026-001.pdf')))
    expect(signatures.map(({ fieldName, isIntact }) => [fieldName, isIntact])).toEqual([
      ['signature-apprenant', true],
      ['cachet-organisme', true],
    ])
  })

  it('sets aside a form of another learner, one that was changed, and one unknown', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    await attest(folder, ['--nature', 'declaration', ...sealed], secret)
    const received = join(folder, 'recus')
    await mkdir(received)
    const form = await readFile(join(folder, 'sorties/attestations/2026-001.pdf'))
    const broken = Buffer.from(form)
    broken[600] = (broken[600] ?? 0) ^ 1
    await writeFile(join(received, 'rompu.pdf'), broken)
    const renamed = (await readFile(join(folder, 'attestations.csv'), 'utf8'))
      .replace(';A-2;', ';A-9;')
      .replace('2026-002', '2026-077')
    await writeFile(join(folder, 'attestations.csv'), renamed)
    await writeFile(join(received, 'autre.pdf'), form)
    await writeFile(
      join(received, 'inconnu.pdf'),
      await readFile(join(folder, 'sorties/attestations/2026-002.pdf')),
    )
    const { stdout } = await attest(folder, ['--collect', received])
    expect(stdout).toContain('autre.pdf : écarté, son numéro est celui d’un autre dossier')
    expect(stdout).toContain('inconnu.pdf : écarté, son numéro n’est pas au registre')
    expect(stdout).toMatch(/rompu\.pdf : écarté/)
    expect(await readFile(join(folder, 'attestations.csv'), 'utf8')).toBe(renamed)
  })

  it('reads forms attached to messages, and says of every other file why it is left', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    await attest(folder, ['--nature', 'declaration'])
    const received = join(folder, 'recus')
    await mkdir(join(received, 'ancien'), { recursive: true })
    const form = await fillAndSign(await readFile(join(folder, 'sorties/attestations/2026-001.pdf')))
    const message = (attachment: Uint8Array, type: string) =>
      [
        'From: personne@exemple.fr',
        'To: accueil@exemple.fr',
        'Date: Tue, 01 Dec 2026 10:00:00 +0100',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="x"',
        '',
        '--x',
        'Content-Type: text/plain',
        '',
        'Bonjour,',
        '--x',
        `Content-Type: ${type}`,
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename="Personne.pdf"',
        '',
        Buffer.from(attachment).toString('base64'),
        '--x--',
        '',
      ].join('\r\n')
    const files: Readonly<Record<string, string | Buffer>> = {
      'a.eml': message(form, 'application/pdf'),
      'b.eml': message(Buffer.from('bonjour'), 'text/plain'),
      'c.heic': Buffer.from('\0\0\0\x18ftypheic\0\0', 'latin1'),
      'd.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      'e.docx': 'PK\u0003\u0004',
      'f.zip': 'rien',
      '.DS_Store': '',
    }
    for (const [name, content] of Object.entries(files)) await writeFile(join(received, name), content)
    const { code, stdout, stderr } = await attest(folder, ['--collect', received, '--on', '2026-12-01'])
    expect(code).toBe(0)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '))
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'a.eml',
      'ancien : écarté',
      'b.eml : écarté',
      'c.heic : écarté',
      'd.jpg : écarté',
      'e.docx : écarté',
      'f.zip : écarté',
    ])
    expect(lines[0]).toContain('a.eml, pièce jointe 1 : n° 2026-001, signé par l’apprenant')
    expect(stdout).not.toContain('Personne.pdf')
    expect(stderr).toContain('--record 2026-001=signee')
    expect((await registerOf(folder))[0]).toMatch(/^2026-001;declaration;A-2;signee;01\/12\/2026;/)
  })

  it('records what a person says, and only what may follow', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    await attest(folder, ['--nature', 'declaration', '--case', 'A-2'])
    expect((await attest(folder, ['--record', '2026-001=sans_reponse', '--on', '2026-12-05'])).code).toBe(0)
    expect((await registerOf(folder))[0]).toMatch(/;sans_reponse;05\/12\/2026;/)
    const { code, stderr } = await attest(folder, ['--record', '2026-001=envoyee'])
    expect(code).toBe(2)
    expect(stderr).toContain('ne peut pas devenir')
  })
})
