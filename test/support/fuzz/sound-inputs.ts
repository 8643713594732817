// One sound input of each kind that the program reads, small enough that a change anywhere matters.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { type BookType, utils, write } from '@e965/xlsx'
import { makeDemonstrationSignatory } from '../../../src/seal/demonstration-signatory.js'
import { signPdf } from '../../../src/seal/sign-pdf.js'
import { packArchive } from '../a-pack.js'

export interface FuzzedInput {
  readonly kind: string
  /** Where it stands in the workspace. */
  readonly path: string
  readonly bytes: Buffer
  /** `check` reads the workspace around it, `verify` reads it alone. */
  readonly command: 'check' | 'verify'
}

const ROWS = [
  ['dossier', 'date', 'type', 'canal', 'destinataire', 'resultat', 'preuve'],
  ['A-001', '07/10/2025', 'relance', 'telephone', 'beneficiaire', 'joint', 'preuves/appel-a-001.eml'],
  ['A-001', '08/10/2025', 'relance', 'email', 'entreprise', 'message', 'preuves/courriel-a-001.eml'],
]
const MESSAGE = `From: Iris Ruisseau <iris@lacbleu.example>
To: Alice Fictif <alice@exemple.invalid>
Subject: =?utf-8?Q?Votre_absence_du_6_octobre_=C3=A0_Nice?=
Date: Tue, 7 Oct 2025 09:50:00 +0200
Message-ID: <1@lacbleu.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

Qm9uam91cg==
--cut
Content-Type: application/pdf; name="a.pdf"
Content-Disposition: attachment; filename="a.pdf"

%PDF-1.4
--cut--
`
const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//exemple//FR
BEGIN:VEVENT
UID:1@lacbleu.example
DTSTAMP:20251001T080000Z
DTSTART;TZID=Europe/Paris:20251007T100000
DTEND;TZID=Europe/Paris:20251007T103000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Entretien A-001
ORGANIZER:mailto:iris@lacbleu.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:alice@exemple.invalid
END:VEVENT
END:VCALENDAR
`
const YAML = `- { dossier: A-001, date: 2025-10-07, type: relance, canal: telephone, destinataire: beneficiaire }
- { dossier: A-001, date: 2025-10-08, type: relance, canal: email, destinataire: entreprise }
`
const NOON = Date.UTC(2026, 10, 30, 12)

/** Sound inputs around the workspace in `folder`. Those named `exports/relances.…` take the place of its log. */
export async function soundInputs(folder: string): Promise<readonly FuzzedInput[]> {
  const log = (kind: string, content: string | Buffer): FuzzedInput => ({
    kind,
    path: `exports/relances.${kind}`,
    bytes: Buffer.from(content as string),
    command: 'check',
  })
  const given = async (kind: string, path: string): Promise<FuzzedInput> => ({
    kind,
    path,
    bytes: await readFile(join(folder, path)),
    command: 'check',
  })
  const alone = (kind: string, path: string, bytes: Uint8Array): FuzzedInput => ({
    kind,
    path,
    bytes: Buffer.from(bytes),
    command: 'verify',
  })
  const crlf = (text: string) => text.replaceAll('\n', '\r\n')
  return [
    await given('csv', 'exports/relances.csv'),
    log('xlsx', book('xlsx')),
    log('xls', book('biff8')),
    log('ods', book('ods')),
    log('html', book('html')),
    log('yaml', YAML),
    log('eml', crlf(MESSAGE)),
    log('mbox', `From iris@lacbleu.example Tue Oct  7 09:50:00 2025\n${MESSAGE}\n`.repeat(2)),
    log('ics', crlf(CALENDAR)),
    await given('procedure', 'procedure.yaml'),
    await given('i12.yaml', 'i12.yaml'),
    await given('mesures', 'mesures.yaml'),
    alone('pack', 'pack.zip', await packArchive({ isSealed: false })),
    alone('sealed pack', 'pack.zip', await packArchive({ isSealed: true })),
    alone('signed pdf', 'papier.pdf', await signedPdf()),
  ]
}

function book(bookType: BookType): Buffer {
  const workbook = utils.book_new()
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(ROWS), 'Relances')
  return write(workbook, { bookType, type: 'buffer' }) as Buffer
}

async function signedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([595, 842]).drawText('Attestation')
  const signatory = await makeDemonstrationSignatory({
    organisation: 'Organisme Exemple',
    validFrom: NOON - 86_400_000,
    validTo: NOON + 86_400_000,
  })
  return signPdf(await document.save(), {
    signatory,
    now: NOON,
    fieldName: 'cachet',
    reason: 'Attestation établie par l’organisme',
    location: 'Nice',
    leavesFormOpen: false,
  })
}
