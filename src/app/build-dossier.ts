// From a folder to what every command works on: reads, joins, judges. Holds no rule of the trade: the layers do.
import { createHash } from 'node:crypto'
import { type Diagnostic, Diagnostics } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import { addMonths, type LocalDate } from '../kernel/local-date.js'
import { makeDisguise } from '../kernel/mask.js'
import type { Place } from '../kernel/origin.js'
import { calendarFor } from '../kernel/working-calendar.js'
import { buildLedger } from '../procedure/build-ledger.js'
import type { Procedure } from '../procedure/procedure.js'
import { chooseReferential } from '../procedure/referentials/choose-referential.js'
import { type ExportFile, placeOf, type SourceName } from '../records/export-file.js'
import { readRecords } from '../records/read-records.js'
import type { Records } from '../records/records.js'
import { noneSkipped } from '../records/skipped-rows.js'
import { buildRegister } from '../register/build-register.js'
import { proofsOf } from '../register/checks/proof-reused.js'
import { runChecks } from '../register/checks/run-checks.js'
import type { Measure } from '../register/measure.js'
import { readMeasures } from '../register/read-measures.js'
import type { Period, Register } from '../register/register.js'
import { seenValue } from '../source/printable.js'
import { parseYaml } from '../source/yaml.js'
import { countScope, NO_SCOPE } from '../statistics/case-counts.js'
import { isHealthWording } from '../statistics/health-words.js'
import { arrangeDiagnostics } from './arrange-diagnostics.js'
import type { CheckResult, Dossier, SourceSummary } from './dossier.js'
import { findDueDeletions } from './find-due-deletions.js'
import { findUncitedEvidence } from './find-uncited-evidence.js'
import { findUndrawnNames } from './find-undrawn-names.js'
import { nameEnrolments } from './findings/name-enrolments.js'
import { CONFIGURATION, loadWorkspace } from './load-workspace.js'
import { type EvidenceLookup, lookUpEvidence } from './look-up-evidence.js'
import { APP_PROBLEMS } from './problems.js'
import { readToday } from './read-clock.js'
import { readProofFacts } from './read-proof-facts.js'
import { readWorkspaceProcedure } from './read-workspace-procedure.js'
import type { Workspace, WorkspaceFile } from './workspace.js'
import { zoneFinder } from './zone-finder.js'

export interface DossierOptions {
  /** Folder of the workspace, as typed. */
  readonly folder: string
  /** Null: today in Europe/Paris, read once. */
  readonly asOf: LocalDate | null
  /** The folder of `--shared`, as typed; null or absent where there is none. */
  readonly shared?: string | null
}

export interface BuiltDossier {
  readonly result: CheckResult
  /** Null where nothing can be trusted; `result.diagnostics` says why. */
  readonly dossier: Dossier | null
}

/** Reads and judges a workspace. @throws Refusal where the folder is no workspace at all. */
export async function buildDossier({
  folder,
  asOf: typed,
  shared = null,
}: DossierOptions): Promise<BuiltDossier> {
  const asOf = typed ?? readToday()
  const diagnostics = new Diagnostics()
  const workspace = await loadWorkspace(folder, diagnostics, shared)
  const referential = chooseReferential(workspace?.audit.on ?? null, asOf)
  const refused = (sources: readonly SourceSummary[], records: Records | null = null): BuiltDossier => ({
    result: {
      asOf,
      referentialId: referential.referential.id,
      sources,
      scope: NO_SCOPE,
      diagnostics: arranged(diagnostics, workspace, records),
      ledger: null,
      evidence: new Map(),
    },
    dossier: null,
  })
  if (workspace === null) return refused([])

  const procedure = readWorkspaceProcedure(workspace, diagnostics)
  const measures = measuresOf(workspace, diagnostics)
  const period = periodOf(workspace, asOf, diagnostics)
  const records = await readRecords(workspace.sources, diagnostics, {
    until: asOf,
    zoneOf: zoneFinder(workspace.sites),
  })
  if (diagnostics.hasFatal || procedure === null || measures === null || period === null) {
    return refused(sourcesOf(workspace, records.exports, null), records)
  }

  const register = buildRegister(
    records,
    {
      asOf,
      period,
      sites: workspace.sites.map(({ id, name, zone, addedHolidays, removedHolidays }) => ({
        id,
        name,
        calendar: calendarFor(zone, { add: addedHolidays, remove: removedHolidays }, procedure.closures),
      })),
      ordinaryCalendar: calendarFor('metropole', undefined, procedure.closures),
      measures,
      scope: procedure.scope,
    },
    diagnostics,
  )
  const lookup = lookUpEvidence(
    workspace.root,
    workspace.evidenceFolder,
    citedPaths(records, measures, procedure),
  )
  const evidence = lookup.table
  for (const diagnostic of alikeEvidence(lookup, records, measures)) diagnostics.report(diagnostic)
  await findUncitedEvidence(workspace, lookup, diagnostics)
  const proofs = await readProofFacts(workspace.root, provingPaths(register), lookup)
  findDueDeletions(register, workspace.retentionMonths, diagnostics)
  runChecks({ register, files: evidence, proofs, settings: workspace.checkSettings }, diagnostics)
  for (const diagnostic of findUndrawnNames(records.enrolments)) diagnostics.report(diagnostic)
  const ledger = buildLedger(register, procedure, evidence)
  for (const diagnostic of ledger.diagnostics) diagnostics.report(diagnostic)
  const sources = sourcesOf(workspace, records.exports, register)
  if (diagnostics.hasFatal) return refused(sources, records)

  const result: CheckResult = {
    asOf,
    referentialId: referential.referential.id,
    sources,
    scope: countScope(register.cases),
    diagnostics: arranged(diagnostics, workspace, records),
    ledger,
    evidence,
  }
  return {
    result,
    dossier: {
      ...result,
      ledger,
      workspace,
      referential,
      procedure,
      register,
      period,
      evidenceFiles: lookup.files,
    },
  }
}

function measuresOf({ measures }: Workspace, diagnostics: Diagnostics): readonly Measure[] | null {
  if (measures === null) return []
  const yaml = parseYaml(measures.file, measures.bytes, diagnostics)
  return yaml === null ? null : readMeasures(yaml, diagnostics)
}

/** From `periode`, else from the previous audit or one year before the end, to the as-of date. */
function periodOf(workspace: Workspace, asOf: LocalDate, diagnostics: Diagnostics): Period | null {
  const to = workspace.period.to ?? asOf
  const from = workspace.period.from ?? workspace.audit.previousOn ?? addMonths(to, -12)
  if (from <= to) return { from, to }
  const key = workspace.period.from !== null ? ['periode', 'du'] : ['audit', 'precedent']
  diagnostics.report({
    kind: APP_PROBLEMS['PERIODE-INVERSEE'],
    place: workspace.yaml.placeOf(key),
    field: key.at(-1) ?? null,
    seen: workspace.yaml.textAt(key),
    expected: fr`un jour qui ne vient pas après le dernier jour de la période`,
    mend: fr`corrigez « periode » dans i12.yaml, ou donnez une autre date à « --as-of »`,
  })
  return null
}

function* citedPaths(
  records: Records,
  measures: readonly Measure[],
  { document }: Procedure,
): Iterable<string> {
  if (document !== null) yield document
  for (const { evidence } of records.actions) if (evidence.length > 0) yield* evidence
  for (const { evidence } of records.absences) if (evidence.length > 0) yield* evidence
  for (const { attestation } of records.dropouts) yield attestation
  for (const { evidence } of measures) yield* evidence
}

/** Most acts cite no proof: asking each for its paths would cost more than reading them. */
function* provingPaths({ cases }: Register): Iterable<string> {
  for (const { actions } of cases) {
    for (const action of actions) if (action.evidence.length > 0) yield* proofsOf(action)
  }
}

/** Says of each path whose file bears another case or other accents where it is first cited. */
function* alikeEvidence(
  { alike, files }: EvidenceLookup,
  records: Records,
  measures: readonly Measure[],
): Iterable<Diagnostic> {
  const left = new Set(alike)
  const say = function* (paths: readonly string[], place: () => Place, field: string): Iterable<Diagnostic> {
    for (const path of paths) {
      if (!left.delete(path)) continue
      yield {
        kind: APP_PROBLEMS['PREUVE-NOM-APPROCHANT'],
        place: place(),
        field,
        seen: seenValue(path),
        expected: quoted(seenValue(files.get(path) ?? '')),
        mend: fr`écrivez le nom comme celui du fichier : d’autres machines ne le trouvent pas autrement`,
      }
    }
  }
  if (left.size === 0) return
  for (const row of [...records.actions, ...records.absences]) {
    yield* say(row.evidence, () => placeOf(row, 'preuve'), 'preuve')
  }
  for (const row of records.dropouts) {
    yield* say([row.attestation], () => placeOf(row, 'attestation'), 'attestation')
  }
  for (const { evidence, place } of measures) yield* say(evidence, () => place, 'preuves')
}

/** Every table of the entries of `sources`, and every file that could not be read. */
function sourcesOf(
  { sources }: Workspace,
  exports: readonly ExportFile[],
  register: Register | null,
): readonly SourceSummary[] {
  const tables = new Map<string, ExportFile[]>()
  for (const read of exports) {
    const key = `${read.name}\0${read.table.file}`
    tables.set(key, [...(tables.get(key) ?? []), read])
  }
  return sources.flatMap(({ name, file, bytes }) => {
    const key = `${name}\0${file}`
    const found = tables.get(key)
    if (found === undefined) return [unreadSource(name, file, bytes)]
    // Entries of one file follow one another: all of its tables come with the first.
    tables.set(key, [])
    return found.map((read) => sourceOf(read, register))
  })
}

/** `register` is null where nothing was joined. */
function sourceOf(read: ExportFile, register: Register | null): SourceSummary {
  const { file, sheet, sha256, encoding, delimiter, rowCount, blankCount } = read.table
  const aside = register?.setAside.get(read)
  const added = register?.addedRecords.get(read) ?? 0
  return {
    name: read.name,
    file,
    sheet,
    sha256,
    encoding,
    delimiter,
    rows: rowCount + blankCount,
    setAside: read.setAside + (aside?.rows ?? 0),
    skipped: read.skipped,
    joined: read.joined,
    records: read.recordCount + added - (aside?.records ?? 0),
  }
}

function unreadSource(name: SourceName, file: string, bytes: Buffer): SourceSummary {
  return {
    name,
    file,
    sheet: null,
    sha256: sha256Of(bytes),
    encoding: null,
    delimiter: null,
    rows: 0,
    setAside: 0,
    skipped: noneSkipped(),
    joined: { uncertain: 0, unmatched: 0 },
    records: 0,
  }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function arranged(
  diagnostics: Diagnostics,
  workspace: Workspace | null,
  records: Records | null,
): CheckResult['diagnostics'] {
  const exports = records?.exports ?? []
  const written: readonly (WorkspaceFile | null)[] = [
    workspace?.procedure ?? null,
    workspace?.measures ?? null,
  ]
  const files = [
    CONFIGURATION,
    ...written.flatMap((found) => (found === null ? [] : [found.file])),
    ...(workspace?.sources ?? []).map(({ file }) => file),
  ]
  const rows = new Map<string, number>()
  for (const { table } of exports) rows.set(table.file, Math.max(rows.get(table.file) ?? 0, table.rowCount))
  const arranged = arrangeDiagnostics(
    diagnostics.all,
    { files: [...new Set(files)], rowsOf: (file) => rows.get(file) ?? 0 },
    makeDisguise({ names: namesOf(records), isHealth: isHealthWording }),
  )
  return nameEnrolments(arranged, records)
}

/** Everybody whom the register names: learners, and those who stand beside them. */
function* namesOf(records: Records | null): Iterable<string> {
  for (const { lastName, firstName, tutor, legalRepresentative, referent } of records?.enrolments ?? []) {
    yield lastName
    yield firstName
    yield tutor
    yield legalRepresentative
    yield referent
  }
}
