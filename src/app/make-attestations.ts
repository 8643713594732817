// Declarations and attestations of a dossier, numbered, printed and sealed where asked. Never signs for the learner.
import { createHash } from 'node:crypto'
import type { AttestationEntry, AttestationNature } from '../documents/attestations/attestation-register.js'
import {
  type AttestationInputs,
  DECLARATION_FIELDS,
  declarationView,
  dropoutAttestationView,
  hoursAttestationView,
  openSealFrame,
  SEAL_FIELD,
  type SealFrame,
  sealFrame,
} from '../documents/attestations/attestation-view.js'
import {
  type AttestationChoice,
  type PlannedAttestation,
  planAttestations,
  type WithheldAttestation,
} from '../documents/attestations/plan-attestations.js'
import { Refusal } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import type { Timestamper } from '../seal/make-cms.js'
import type { Signatory } from '../seal/signatory.js'
import { townOf } from '../words/organisation.js'
import type { Dossier } from './dossier.js'
import { readPresentation } from './presentation.js'
import { eachPaper, noRemarks, type Paper, type PaperRemarks } from './print-papers.js'
import { OUTPUTS, type OutputFile } from './write-outputs.js'

/** Folder of the attestations in the outputs. */
const FOLDER = 'attestations'

export interface Sealing {
  readonly signatory: Signatory
  readonly timestamper: Timestamper | null
  /** Claimed time of signing, milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

export interface AttestationsOptions extends AttestationChoice {
  readonly sealing: Sealing | null
  /** Folder of the papers as the register names it; null for the default. */
  readonly folder: string | null
  readonly browser: string | null
  readonly onProgress?: (done: number, all: number) => void
}

export interface MadeAttestations {
  readonly count: number
  /** Made one after the other as they are asked for. */
  readonly files: AsyncIterable<OutputFile>
  /** The whole register as it is to be kept, once every file was asked for. */
  entries(): readonly AttestationEntry[]
  /** What is to be said of them, once every file was asked for. */
  readonly remarks: PaperRemarks
  readonly withheld: readonly WithheldAttestation[]
}

/**
 * @param register what was made before
 * @throws Refusal where nobody is named to sign; EnvironmentFailure from the browser, the certificate, the time stamp
 */
export async function makeAttestations(
  dossier: Dossier,
  register: readonly AttestationEntry[],
  options: AttestationsOptions,
): Promise<MadeAttestations> {
  const { organisation } = dossier.workspace
  const { signatory } = organisation
  if (signatory === null) {
    throw new Refusal(
      'une attestation nomme la personne qui la délivre, et i12.yaml n’en nomme aucune.',
      fr`ajoutez à i12.yaml « organisme: signataire: { nom: …, qualite: … } »`,
    )
  }
  const { planned, withheld } = planAttestations(dossier.register, register, options)
  const frame = options.sealing === null ? null : sealFrame(options.sealing.signatory.certificate, signatory)
  const inputs = {
    organisation: { ...organisation, signatory },
    procedure: dossier.procedure,
    asOf: dossier.asOf,
  }
  const papers = planned.map((item) =>
    paperOf(item, { ...inputs, signedDeclaration: item.signedDeclaration }, frame),
  )
  const entries = new Map(register.map((entry) => [entry.number, entry]))
  const presentation = await readPresentation(dossier.workspace)
  const remarks = noRemarks()
  async function* files(): AsyncGenerator<OutputFile> {
    let index = 0
    const printed = eachPaper(papers, {
      presentation,
      date: dossier.asOf,
      author: organisation.name,
      browser: options.browser,
      remarks,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    })
    for await (const pdf of printed) {
      const { nature, subject, number } = planned[index++] as PlannedAttestation
      if (pdf === null) continue
      const content =
        options.sealing === null
          ? pdf
          : await seal(pdf, nature, townOf(organisation.address), options.sealing)
      const path = `${FOLDER}/${number}.pdf`
      entries.set(number, {
        number,
        nature,
        enrolmentId: subject.enrolment.id,
        state: nature === 'declaration' ? 'demandee' : 'validee',
        stateOn: dossier.asOf,
        file: `${options.folder ?? OUTPUTS}/${path}`,
        sha256: createHash('sha256').update(content).digest('hex'),
      })
      yield { path, content }
    }
  }
  return { count: planned.length, files: files(), entries: () => [...entries.values()], withheld, remarks }
}

function paperOf(
  { nature, subject, number }: PlannedAttestation,
  inputs: Omit<AttestationInputs, 'seal'>,
  frame: SealFrame | null,
): Paper {
  const who = subject.enrolment.id
  switch (nature) {
    case 'declaration':
      return {
        template: 'attestations/declaration',
        // The learner may sign first: the organisation's field waits, empty.
        view: declarationView(number, subject, { ...inputs, seal: frame ?? openSealFrame() }),
        title: fr`Déclaration d’abandon de formation n° ${number}, dossier ${who}`,
        styles: ['attestation'],
        formValues: new Map([
          [DECLARATION_FIELDS.number, number],
          [DECLARATION_FIELDS.caseNumber, who],
        ]),
      }
    case 'attestation':
      return {
        template: 'attestations/dropout',
        view: dropoutAttestationView(number, subject, { ...inputs, seal: frame }),
        title: fr`Attestation d’abandon de formation n° ${number}, dossier ${who}`,
        styles: ['attestation'],
        formValues: new Map(),
      }
    case 'heures':
      return {
        template: 'attestations/hours',
        view: hoursAttestationView(number, subject, { ...inputs, seal: frame }),
        title: fr`Attestation d’heures suivies n° ${number}, dossier ${who}`,
        styles: ['attestation'],
        formValues: new Map(),
      }
  }
}

const REASONS: Readonly<Record<AttestationNature, string>> = {
  declaration: 'Formulaire établi par l’organisme, à remplir et à signer par l’apprenant',
  attestation: 'Attestation établie par l’organisme',
  heures: 'Attestation établie par l’organisme',
}

async function seal(
  pdf: Uint8Array,
  nature: AttestationNature,
  location: string,
  { signatory, timestamper, now }: Sealing,
): Promise<Uint8Array> {
  const { signPdf } = await import('../seal/sign-pdf.js')
  return signPdf(pdf, {
    signatory,
    now,
    fieldName: SEAL_FIELD,
    reason: REASONS[nature],
    location,
    leavesFormOpen: nature === 'declaration',
    ...(timestamper === null ? {} : { timestamper }),
  })
}
