import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NotShown, type ProofPage, pagesOfProof } from '../../src/evidence/proof-pages.js'
import { writePng } from '../../src/evidence/write-png.js'

async function pagesOf(bytes: Buffer, name: string): Promise<ProofPage[]> {
  const pages: ProofPage[] = []
  for await (const page of pagesOfProof(bytes, name)) pages.push(page)
  return pages
}

async function reasonOf(bytes: Buffer, name: string): Promise<string> {
  const error = await pagesOf(bytes, name).catch((caught: unknown) => caught)
  if (!(error instanceof NotShown)) throw new Error('pages were shown')
  return error.reason
}

const EXAMPLE = fileURLToPath(new URL('../../examples/horizon-formation/preuves/', import.meta.url))
const pdf = readFileSync(`${EXAMPLE}mesures/mentorat.pdf`)
const png = (width: number, height: number) => writePng(Buffer.alloc(width * height * 4, 200), width, height)

/** The head of a PNG that claims to be huge. */
function hugePng(): Buffer {
  const bytes = Buffer.from(png(2, 2))
  bytes.writeUInt32BE(100_000, 16)
  bytes.writeUInt32BE(100_000, 20)
  return bytes
}

describe('a proof as pages', () => {
  it('draws each page of a PDF, with its words', async () => {
    const [page, ...others] = await pagesOf(pdf, 'a.pdf')
    expect(others).toHaveLength(0)
    expect(page).toMatchObject({ kind: 'image' })
    if (page?.kind !== 'image') return
    expect(page.address.slice(0, 22)).toBe('data:image/png;base64,')
    const drawn = Buffer.from(page.address.slice(22), 'base64')
    expect([drawn.readUInt32BE(16), drawn.readUInt32BE(20)]).toEqual([1239, 1752])
    expect(page.text).toContain('Horizon Formation')
  })

  it('goes by the bytes, whatever the name says', async () => {
    expect(await pagesOf(png(3, 2), 'a.pdf')).toMatchObject([{ kind: 'image', text: '' }])
    expect(await reasonOf(Buffer.from('bonjour, bonjour'), 'a.png')).toContain('genre de fichier')
  })

  it.each([
    ['a PDF cut in the middle', pdf.subarray(0, 300), 'a.pdf', 'PDF abîmé'],
    ['a PDF of rubbish', Buffer.from(`%PDF-1.7\n${'x'.repeat(500)}`), 'a.pdf', 'PDF abîmé'],
    ['an image of absurd dimensions', hugePng(), 'a.png', 'trop grande'],
    ['a text', Buffer.from('une note, une autre'), 'note.txt', 'à ouvrir tel quel'],
    ['an empty message', Buffer.from('\r\n\r\nrien, rien'), 'a.eml', 'message abîmé'],
  ])('says why it shows nothing of %s', async (_, bytes, name, reason) => {
    expect(await reasonOf(bytes, name)).toContain(reason)
  })

  it('still draws after a damaged one', async () => {
    await reasonOf(Buffer.from(`%PDF-1.7\n${'x'.repeat(500)}`), 'a.pdf')
    expect(await pagesOf(pdf, 'a.pdf')).toHaveLength(1)
  })

  it('reads a message: header, words, names of what hangs on it; nothing of it acts', async () => {
    const attachment = (name: string) =>
      `--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx\r\n`
    const message = [
      'From: Aurore <aurore@exemple.fr>\r\nTo: equipe@exemple.fr\r\nSubject: =?utf-8?Q?Rendez-vous_manqu=C3=A9?=\r\n',
      'Date: Mon, 30 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n',
      '--b\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script><style>p{}</style><p>Bonjour &lt;toi&gt;</p><img src="https://traceur.example/x">\r\n',
      ...Array.from({ length: 205 }, (_, index) =>
        attachment(index === 0 ? '../../secret.pdf' : `p${index}.pdf`),
      ),
      '--b--\r\n',
    ].join('')
    const [page] = await pagesOf(Buffer.from(message), 'a.eml')
    expect(page).toMatchObject({
      kind: 'message',
      fields: [
        { label: 'De', value: 'Aurore <aurore@exemple.fr>' },
        { label: 'À', value: 'equipe@exemple.fr' },
        { label: 'Date', value: 'Mon, 30 Nov 2026 10:00:00 +0100' },
        { label: 'Objet', value: 'Rendez-vous manqué' },
      ],
      paragraphs: ['Bonjour <toi>'],
      note: '5 autres pièces jointes ne sont pas nommées.',
    })
    if (page?.kind === 'message') expect(page.attachments).toHaveLength(200)
  })
})
