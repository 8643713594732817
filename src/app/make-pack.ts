// The evidence pack of a dossier, as a bag or as the ZIP of one, made file by file as it is written. Holds no rule of
// the trade: the layers do.
import { createReadStream } from 'node:fs'
import type { Naming } from '../documents/naming.js'
import { buildCaseReport } from '../documents/report/case-report.js'
import type { ReportInputs } from '../documents/report/report-inputs.js'
import { Bag, PAYLOAD_FOLDER, type PackedFile } from '../evidence/bag.js'
import { collectCitations } from '../evidence/citations.js'
import { chooseForPack, type PackChoice, type PackRequest } from '../evidence/pack-choice.js'
import {
  type FileFacts,
  type LeftOut,
  MANIFEST,
  manifestText,
  NO_TIES,
  type PackHeader,
  type Role,
} from '../evidence/pack-manifest.js'
import { READ_ME, readMeText } from '../evidence/pack-read-me.js'
import { DistinctNames, packedName } from '../evidence/packed-name.js'
import { PIECE_INDEX, pieceIndex } from '../evidence/piece-index.js'
import { sampleRecord } from '../evidence/sample-record.js'
import { siteView } from '../evidence/site-view.js'
import { SEAL_LABEL } from '../evidence/verify-bag.js'
import { zipOf } from '../evidence/write-zip.js'
import { formatLongDate, fr } from '../kernel/french.js'
import { formatIsoDate } from '../kernel/local-date.js'
import type { Case } from '../register/register.js'
import { renderSite } from '../render/site.js'
import { CONTAINER_TYPE, type ContainerSealing, sealedFiles } from '../seal/seal-container.js'
import { CONTACT_LOG } from './contact-log.js'
import type { Dossier } from './dossier.js'
import { makeAnnexes } from './make-annexes.js'
import { makeReport, REPORT_STYLES, reportInputsOf } from './make-report.js'
import { makeStatisticsDocument } from './make-statistics-document.js'
import { openAhead } from './open-ahead.js'
import { readPresentation } from './presentation.js'
import { eachPaper, noRemarks } from './print-papers.js'
import { readNaming } from './read-naming.js'
import { type FoundPiece, resolveProofs } from './resolve-proofs.js'
import { TOOL } from './tool-version.js'
import { type OutputFile, partsOf } from './write-outputs.js'

export type PackFormat = 'zip' | 'folder'

export interface PackOptions {
  readonly format: PackFormat
  readonly request: PackRequest
  /** Also the exports and the files that people write. */
  readonly hasExports: boolean
  readonly isPseudonymised: boolean
  /** Null where nothing is sealed; a folder never is. */
  readonly sealing: ContainerSealing | null
  /** `--browser`. */
  readonly browser: string | null
  readonly onProgress?: (done: number, all: number) => void
}

export interface MadePack {
  /** The ZIP alone, or every file of the folder; each made when it is asked for. */
  readonly files: AsyncIterable<OutputFile>
  /** Name of the bag, and of the folder that it is. */
  readonly name: string
  readonly cases: number
  readonly pieces: number
  readonly left: readonly LeftOut[]
  readonly hasNewKey: boolean
}

/** @throws Refusal, EnvironmentFailure from the templates and the browser, when the files are asked for */
export async function makePack(dossier: Dossier, options: PackOptions): Promise<MadePack> {
  const { workspace, register, ledger, evidence, asOf } = dossier
  const { naming, hasNewKey } = await readNaming(dossier, options.isPseudonymised)
  const choice = chooseForPack(register, ledger, options.request)
  const place = { root: workspace.root, evidence, files: dossier.evidenceFiles, naming }
  const proofs = await resolveProofs(collectCitations(choice), choice, place)
  const name = naming.fileName(`preuves-indicateur-12-${formatIsoDate(asOf)}`)
  const left = [...proofs.left]
  const bag = new Bag()
  const inBag = bagFiles(dossier, bag, { ...options, naming, choice, pieces: proofs.pieces, left, name })
  const files: AsyncIterable<OutputFile> =
    options.format === 'folder'
      ? inBag
      : once({ path: `${name}.zip`, content: archiveOf(inBag, bag, name, options.sealing) })
  return {
    files: marked(files, naming.isPseudonymised),
    name,
    cases: choice.cases.length,
    pieces: proofs.pieces.length,
    left,
    hasNewKey,
  }
}

/** The ZIP of a bag, with a seal around it where one is asked for. */
function archiveOf(
  files: AsyncIterable<PackedFile>,
  bag: Bag,
  name: string,
  sealing: ContainerSealing | null,
): AsyncIterable<Uint8Array> {
  if (sealing === null) return zipOf(files)
  const listed = () => bag.all.map(({ path, sha256 }) => ({ path: `${name}/${path}`, sha256 }))
  return zipOf(sealedFiles(files, listed, sealing), CONTAINER_TYPE)
}

async function* once<T>(item: T): AsyncGenerator<T> {
  yield item
}

async function* marked(
  files: AsyncIterable<OutputFile>,
  isPseudonymised: boolean,
): AsyncGenerator<OutputFile> {
  for await (const file of files) yield { ...file, isPseudonymised }
}

interface BagContent extends PackOptions {
  readonly naming: Naming
  readonly choice: PackChoice
  readonly pieces: readonly FoundPiece[]
  /** Grows where a document cannot be printed. */
  readonly left: LeftOut[]
  readonly name: string
}

/** Every file of the bag, under its folder: the payload, then what describes it. */
async function* bagFiles(dossier: Dossier, bag: Bag, content: BagContent): AsyncGenerator<PackedFile> {
  const { name, naming, choice, left, sealing } = content
  const { organisation } = dossier.workspace
  const facts = new Map<string, FileFacts>()
  const inputs = reportInputsOf(dossier, naming, { isComplete: false, listedCases: new Set(choice.cases) })
  for await (const { path, content: bytes, ...known } of payloadFiles(dossier, content, inputs, bag, facts)) {
    facts.set(path, known)
    yield inFolder(name, bag.file(path, bytes))
  }
  const site = siteView({ inputs, ...content, facts, paths: bag.payload.map(({ path }) => path) })
  const page = await renderSite({
    template: 'pack/index',
    view: site,
    title: fr`${site.title}, ${organisation.name}`,
    colours: (await readPresentation(dossier.workspace)).colours ?? {},
    style: 'styles/pack.css',
    script: 'pack/search.js',
  })
  yield inFolder(name, bag.text('index.html', page))
  const described = bag.payload.map((file) => ({ ...file, ...(facts.get(file.path) as FileFacts) }))
  yield inFolder(name, bag.text(MANIFEST, manifestText(headerOf(dossier, naming), described, left)))
  const readMe = readMeText({
    organisation: organisation.name,
    asOf: formatLongDate(dossier.asOf),
    tool: TOOL,
    folder: name,
    isPseudonymised: naming.isPseudonymised,
    isSigned: sealing !== null,
    isExtract: !choice.isWhole,
  })
  yield inFolder(name, bag.text(READ_ME, readMe))
  const information = [
    ['Source-Organization', organisation.name],
    ['External-Identifier', name],
    ['External-Description', 'Dossier de preuves de l’indicateur 12'],
    // The day that the pack speaks of: the same input gives the same bytes.
    ['Bagging-Date', formatIsoDate(dossier.asOf)],
    ['Bag-Software-Agent', TOOL],
    ...(sealing === null ? [] : [[SEAL_LABEL, 'ASiC-E, META-INF/signature001.p7s'] as const]),
  ] as const
  for (const file of bag.tagFiles(information)) yield inFolder(name, file)
}

function inFolder(folder: string, { path, content }: PackedFile): PackedFile {
  return { path: `${folder}/${path}`, content }
}

interface PayloadFile extends PackedFile, FileFacts {}

/** What lies under `data/`, in the order in which it is read. `bag` and `facts` know what went before. */
async function* payloadFiles(
  dossier: Dossier,
  content: BagContent,
  inputs: ReportInputs,
  bag: Bag,
  facts: Map<string, FileFacts>,
): AsyncGenerator<PayloadFile> {
  const { pieces, left, naming, choice, options } = { ...content, options: content }
  yield* reportFiles(dossier, content)
  yield* caseFiles(dossier, content, inputs)
  for (const piece of pieces) {
    yield { path: piece.path, content: createReadStream(piece.real), ...factsOf(piece, naming) }
  }
  const annexes = makeAnnexes(dossier, pieces, {
    naming,
    browser: options.browser,
    hashes: new Map(bag.payload.map(({ path, sha256 }) => [path, sha256])),
    place: (piece, { annex, reason }) => {
      const { reason: _, ...known } = facts.get(piece.path) as FileFacts
      facts.set(piece.path, { ...known, annex, ...(reason === null ? {} : { reason }) })
    },
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  })
  for await (const { path, content: bytes } of annexes) {
    yield payload(path.slice(PAYLOAD_FOLDER.length), 'annexes', bytes)
  }
  const known = new Map(bag.payload.map((file) => [file.path, file]))
  const indexed = pieces.map((piece) => ({
    ...piece,
    file: known.get(piece.path) as NonNullable<ReturnType<typeof known.get>>,
    facts: facts.get(piece.path) as FileFacts,
  }))
  yield payload(PIECE_INDEX, 'index', Buffer.concat([...pieceIndex(indexed, left, naming)]))
  const { sample } = choice
  if (sample !== null && options.request.sample !== null) {
    const { size } = options.request.sample
    const record = sampleRecord(sample, { asOf: formatIsoDate(dossier.asOf), size, tool: TOOL, naming })
    yield payload('echantillon.json', 'sample', Buffer.from(record))
  }
  if (options.hasExports) yield* workspaceFiles(dossier)
}

function payload(path: string, role: Role, content: Uint8Array, ties: Partial<FileFacts> = {}): PayloadFile {
  return { path: `${PAYLOAD_FOLDER}${path}`, content, role, ...NO_TIES, ...ties }
}

/** The report with its listings, and the annual statistics. */
async function* reportFiles(dossier: Dossier, content: BagContent): AsyncGenerator<PayloadFile> {
  const { naming, choice, isPseudonymised, browser } = content
  const ahead = openAhead(browser)
  const report = await makeReport(dossier, {
    format: 'pdf',
    isComplete: false,
    isPseudonymised,
    caseNumber: null,
    listedCases: choice.isWhole ? null : new Set(choice.cases),
    browser: ahead,
  }).finally(ahead.close)
  for (const [index, { path, content: bytes }] of report.files.entries()) {
    if (index === 0) yield payload('rapport.pdf', 'report', await wholeOf(bytes))
    else yield payload(path, path.endsWith('.csv') ? 'register' : 'report', await wholeOf(bytes))
  }
  const { file } = await makeStatisticsDocument(dossier, {
    year: null,
    by: 'entry',
    dimensions: null,
    isPublic: false,
    naming,
    browser,
  })
  yield payload('statistiques.pdf', 'statistics', await wholeOf(file.content))
}

/** One document a case. */
async function* caseFiles(
  dossier: Dossier,
  content: BagContent,
  inputs: ReportInputs,
): AsyncGenerator<PayloadFile> {
  const { naming, choice, browser, left, onProgress } = content
  const { workspace, asOf } = dossier
  const papers = choice.cases.map((item) => {
    const { template, view, title, runningHeader, runningFooter } = buildCaseReport(inputs, item)
    return {
      template,
      view,
      title,
      runningHeader,
      runningFooter,
      styles: REPORT_STYLES,
      formValues: new Map(),
    }
  })
  const remarks = noRemarks()
  const printed = eachPaper(papers, {
    remarks,
    presentation: await readPresentation(workspace),
    date: asOf,
    author: workspace.organisation.name,
    browser,
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  const names = new DistinctNames()
  let index = 0
  for await (const pdf of printed) {
    const item = choice.cases[index++] as Case
    const number = naming.caseNumber(item.enrolment.id)
    const path = `dossiers/${names.take(packedName(number), '.pdf')}`
    if (pdf === null) {
      const problem = remarks.failed.at(-1)?.problem ?? ''
      left.push({
        path: `${PAYLOAD_FOLDER}${path}`,
        reason: fr`document qui n’a pu être imprimé : ${problem}`,
        cases: [number],
      })
      continue
    }
    const obligations = choice.verdicts
      .filter((verdict) => verdict.case === item)
      .map(({ obligation }) => obligation.id)
    yield payload(path, 'case', pdf, {
      cases: [number],
      obligations: [...new Set(obligations)],
    })
  }
}

function factsOf({ citations }: FoundPiece, naming: Naming): FileFacts {
  const all = <T>(of: (citation: FoundPiece['citations'][number]) => Iterable<T>) => [
    ...new Set(citations.flatMap((citation) => [...of(citation)])),
  ]
  return {
    role: 'proof',
    annex: null,
    cases: all(({ cases }) => cases).map(({ enrolment }) => naming.caseNumber(enrolment.id)),
    obligations: all(({ obligations }) => obligations),
    measures: all(({ measures }) => measures).map(({ id }) => id),
  }
}

/** Names that the pack itself uses under `data/`. */
const TAKEN =
  /^(?:rapport\.pdf|statistiques\.pdf|pieces\.csv|echantillon\.json|annexes[^/]*|dossiers\/.*|pieces\/.*|[^/]*\.csv)$/i

/** The exports and the files that people write, as they are in the workspace: `data/` can then be read by i12. */
function* workspaceFiles({ workspace }: Dossier): Generator<PayloadFile> {
  const { sources, configuration, procedure, measures } = workspace
  const place = (file: string) => (TAKEN.test(file) ? `exports/${file}` : file)
  const seen = new Set<string>()
  for (const { file, bytes } of sources) {
    if (seen.has(file)) continue
    seen.add(file)
    yield payload(place(file), file === CONTACT_LOG ? 'register' : 'export', bytes)
  }
  for (const [role, found] of [
    ['workspace', configuration],
    ['procedure', procedure],
    ['workspace', measures],
  ] as const) {
    if (found === null || seen.has(found.file)) continue
    seen.add(found.file)
    yield payload(place(found.file), role, found.bytes)
  }
}

async function wholeOf(content: OutputFile['content']): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of partsOf(content)) parts.push(typeof part === 'string' ? Buffer.from(part) : part)
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts)
}

function headerOf({ workspace, asOf, period, referentialId }: Dossier, naming: Naming): PackHeader {
  return {
    tool: TOOL,
    asOf: formatIsoDate(asOf),
    organisation: workspace.organisation.name,
    period: { from: formatIsoDate(period.from), to: formatIsoDate(period.to) },
    referential: referentialId,
    pseudonymised: naming.isPseudonymised,
  }
}
