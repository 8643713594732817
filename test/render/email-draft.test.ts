import { expect, it } from 'vitest'
import { writeEmailDraft } from '../../src/render/email-draft.js'
import { plainText } from '../../src/render/plain-text.js'

const draft = {
  to: 'capucine.basalte@example.org',
  subject: 'Votre absence en formation : « Gérer la paie », dossier A-0042, où en êtes-vous aujourd’hui ?',
  text: 'Madame, Monsieur,\n\nÀ bientôt.',
  attachment: { name: 'A-0042-relance.pdf', pdf: Buffer.from('%PDF-1.7 essai') },
}

it('writes a draft that opens unsent, without date or identifier, and always the same bytes', async () => {
  const first = await writeEmailDraft(draft)
  const text = first.toString('latin1')
  expect(text).toContain('X-Unsent: 1')
  expect(text).toContain('To: capucine.basalte@example.org')
  expect(text).not.toMatch(/^(From|Date|Message-ID):/im)
  expect(text).toContain('Content-Type: multipart/mixed')
  expect(text).toContain(Buffer.from('%PDF-1.7 essai').toString('base64'))
  expect(await writeEmailDraft(draft)).toEqual(first)
})

it('cannot be given another header by a subject or an address', async () => {
  const hostile = await writeEmailDraft({
    ...draft,
    to: 'a@example.org\r\nBcc: voleur@example.org',
    subject: 'x\r\nBcc: voleur@example.org',
  })
  expect(hostile.toString('latin1')).not.toMatch(/^Bcc:/im)
})

it('gives the words of a page of ours', () => {
  expect(
    plainText(
      '<p>Bonjour&nbsp;!</p>\n<ul><li>Manque de temps</li><li>L&#x27;autre &amp; moi</li></ul><p>Fin</p>',
    ),
  ).toBe("Bonjour\u00a0!\n\n[ ] Manque de temps\n[ ] L'autre & moi\n\nFin")
})
