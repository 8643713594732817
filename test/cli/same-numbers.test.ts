// Every number that several outputs give of the same thing is the same: terminal, JSON, CSV, Markdown, report, statistics.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { Chance } from '../support/chance.js'
import { memoryIo } from '../support/memory-io.js'
import { randomWorkspace } from '../support/random-workspace.js'
import type { RawRow } from '../support/records-from.js'
import { rounds } from '../support/rounds.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const FIRST_SEED = 70_000
const RUNS = rounds(6, 60)
/** Random workspaces hold one or two learners: as many together make every count more than a few. */
const TOGETHER = 14

const CAUSES = ['', 'Manque de temps', 'manque de temps', 'Retour à l’emploi', 'Maladie', 'Trajet']
const ALTERNATIVES = ['', 'report', 'adaptation', 'aucune']
const ANSWERS = ['', 'refusée', 'acceptée', 'sans réponse']

interface Made {
  readonly folder: string
  readonly asOf: string
  readonly period: { readonly from: string; readonly to: string }
  readonly relances: readonly RawRow[]
}

async function makeWorkspace(seed: number): Promise<Made> {
  const chance = new Chance(seed)
  const all = Array.from({ length: TOGETHER }, (_, index) => randomWorkspace(seed * 100 + index))
  const [first] = all
  if (first === undefined) throw new Error('no workspace')
  const sources = new Map<string, RawRow[]>()
  for (const [index, { sources: some }] of all.entries()) {
    for (const [name, rows] of Object.entries(some) as [string, readonly RawRow[]][]) {
      if (name === 'formations' && index > 0) continue
      const mine = rows.map((row) => ({
        ...row,
        ...(row.dossier === undefined ? {} : { dossier: `${index}-${row.dossier}` }),
        ...(row.id === undefined ? {} : { id: `${index}-${row.id}` }),
        ...(row.remplace_par ? { remplace_par: `${index}-${row.remplace_par}` } : {}),
        ...(name === 'apprenants' ? { nom: 'Exemple', prenom: `Camille ${index}` } : {}),
        ...(name === 'signalements' ? { categorie: 'harcelement', statut: 'clos' } : {}),
        ...(name === 'abandons'
          ? {
              cause: chance.one(CAUSES),
              alternative: chance.one(ALTERNATIVES),
              reponse: chance.one(ANSWERS),
              decision: chance.one(['', 'valide', 'invalide']),
              attestation: chance.one(['', 'oui', 'non', 'a.pdf']),
            }
          : {}),
      }))
      sources.set(name, [...(sources.get(name) ?? []), ...mine])
    }
  }
  const files: Record<string, string> = {
    'i12.yaml': JSON.stringify({
      organisme: {
        nom: 'Organisme d’essai',
        siret: '12345678200010',
        nda: '93060000006',
        region_nda: 'PACA',
        adresse: '1 rue des Ifs, 06000 Nice',
        sites: (first.sites ?? []).map(({ id, zone }) => ({ id, nom: id, zone })),
      },
      audit: { date: '2026-12-10', type: 'initial' },
      periode: { du: first.period.from, au: first.period.to },
      procedure: 'procedure.yaml',
      sources: Object.fromEntries([...sources.keys()].map((name) => [name, `exports/${name}.csv`])),
    }),
    'procedure.yaml': JSON.stringify(first.procedure),
    'a.pdf': '%PDF-1.7 essai',
    'b.pdf': '%PDF-1.7 autre essai',
  }
  for (const [name, rows] of sources) {
    const header = [...new Set([...rows.flatMap((row) => Object.keys(row)), ...(REQUIRED[name] ?? [])])]
    const lines = rows.map((row) => header.map((key) => row[key] ?? '').join(';'))
    files[`exports/${name}.csv`] = [header.join(';'), ...lines, ''].join('\n')
  }
  return {
    folder: await temporaryWorkspace(files),
    asOf: first.asOf,
    period: first.period,
    relances: sources.get('relances') ?? [],
  }
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  relances: ['dossier', 'date', 'canal', 'destinataire'],
  absences: ['dossier', 'date', 'justifiee'],
  presences: ['dossier', 'date'],
  activites: ['dossier', 'date'],
  certifications: ['dossier', 'date'],
  abandons: ['dossier', 'date'],
  signalements: ['id', 'date', 'categorie', 'statut'],
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

async function run(made: Made, ...argv: string[]): Promise<string> {
  const io = memoryIo()
  await main([...argv, '-C', made.folder, '--as-of', made.asOf], io)
  return plain(io.stdout)
}

/** The first number that a pattern finds; 0 where it finds none. */
function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? 0 : Number(found.replace(/ /g, ''))
}

type Cell = { readonly text: string }
type Table = { readonly rows: readonly { readonly cells: readonly Cell[]; readonly isTotal?: boolean }[] }
const countsOf = (row: Table['rows'][number] | undefined) =>
  (row?.cells ?? []).slice(1).map(({ text }) => (text === '–' ? 0 : Number(plain(text).replace(/ /g, ''))))

it('is the same in every output', async () => {
  let compared = 0
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const made = await makeWorkspace(seed)
    const json = await run(made, 'check', '--format', 'json')
    if (json === '') continue
    const check = JSON.parse(json)
    if (check.verdicts.length === 0) continue
    compared += 1
    const at = (what: string) => `${what}, seed ${seed}`
    const breaches = check.verdicts.filter(
      (one: { status: string; evidence: string }) =>
        one.status === 'late' || one.status === 'missing' || one.evidence === 'absent',
    )
    // Breaches.
    const text = await run(made, 'check')
    const ofBreaches = /(?:^|\n)(\d[\d ]*) écarts? à la procédure/
    expect(numberIn(text, ofBreaches), at('terminal')).toBe(breaches.length)
    expect(numberIn(await run(made, 'check', '--format', 'markdown'), ofBreaches), at('markdown')).toBe(
      breaches.length,
    )
    const csv = await run(made, 'check', '--format', 'csv')
    expect(csv.split('\n').filter((line) => /^verdict;/.test(line)).length, at('CSV')).toBe(breaches.length)
    await run(made, 'report', '--format', 'json')
    const { view } = JSON.parse(
      await readFile(join(made.folder, `sorties/rapport-indicateur-12-${made.asOf}.json`), 'utf8'),
    )
    expect(numberIn(plain(view.breaches.lead), /^(\d[\d ]*) écarts? relevé/), at('part on breaches')).toBe(
      breaches.length,
    )
    expect(numberIn(plain(view.synthesis.breaches?.title ?? ''), /^(\d[\d ]*) écart/), at('synthesis')).toBe(
      breaches.length,
    )
    const inBreach = new Set(
      breaches.flatMap(({ enrolment }: { enrolment: string | null }) => enrolment ?? []),
    )
    const reports = new Set(breaches.flatMap(({ report }: { report?: string }) => report ?? []))
    const title = plain(view.synthesis.breaches?.title ?? '')
    expect(numberIn(title, /dans (\d[\d ]*) dossier/), at('cases in breach')).toBe(inBreach.size)
    expect(numberIn(title, /et (\d[\d ]*) signalement/), at('reports in breach')).toBe(reports.size)

    // Obligations.
    const { ledger, obligations, scope } = check
    const line = (one: Record<string, number>) => [
      one.total,
      one.met,
      one.late,
      one.missing,
      one.pending,
      one.evidenceAbsent,
    ]
    const table = view.implementation.perObligation as Table
    const arisen = obligations.filter(({ total }: { total: number }) => total > 0)
    expect(table.rows.slice(0, arisen.length).map(countsOf), at('obligations')).toEqual(arisen.map(line))
    if (arisen.length > 1) expect(countsOf(table.rows.at(-1)), at('all')).toEqual(line(ledger))
    const judged = ledger.met + ledger.late + ledger.missing
    const figures = [...view.synthesis.done.figures, ...view.synthesis.left.figures].map(
      ({ value, detail }: { value: string; detail: string | null }) => [plain(value), plain(detail ?? '')],
    )
    expect(figures[1], at('due')).toEqual([
      String(judged),
      `sur ${ledger.total} ${ledger.total < 2 ? 'due' : 'dues'}`,
    ])
    if (judged > 0) expect(figures[2]?.[1], at('on time')).toBe(`${ledger.met} sur ${judged}`)
    expect(
      figures.slice(4, 7).map(([value]) => Number(value)),
      at('left'),
    ).toEqual([ledger.late, ledger.missing, ledger.evidenceAbsent])

    // Self-assessment: the case side and the reports make the whole.
    const answers = view.selfAssessment.answers.map(({ figures: said }: { figures: string[] }) =>
      plain(said.join(' ')),
    )
    const ofCases = breaches.filter(
      ({ enrolment }: { enrolment: string | null }) => enrolment !== null,
    ).length
    if (/obligations? échues? sur/.test(answers[3])) {
      expect(numberIn(answers[3], /(\d[\d ]*) écarts? à la procédure/), at('answer d')).toBe(ofCases)
    }

    // Cases.
    const scopeLine = /(\d[\d ]*) dossiers?, dont (\d[\d ]*) dans le champ/.exec(text)
    expect(scopeLine?.slice(1).map(Number), at('scope')).toEqual([scope.enrolments, scope.inScope])
    expect(
      view.scope.figures.figures.map(({ value }: Cell & { value: string }) => Number(value)),
      at('cases'),
    ).toEqual([scope.enrolments, scope.inScope, scope.enrolments - scope.inScope])

    // Contacts: those of the period, of the cases examined.
    const lead = plain(view.relaunches.lead)
    const contacts = numberIn(lead, /^(\d[\d ]*) acte/)
    const listed = await readListing(made)
    expect(listed.length, at('contacts listed')).toBe(contacts)
    for (const { date } of listed) {
      const on = date.split('/').reverse().join('-')
      expect(on >= made.period.from && on <= made.period.to && on <= made.asOf, at(date)).toBe(true)
    }
    expect(countsOf((view.relaunches.byChannel as Table).rows.at(-1)).at(-1) ?? 0, at('channels')).toBe(
      contacts,
    )

    // Dropouts.
    const dropouts = numberIn(plain(view.dropouts.lead), /^(\d[\d ]*) abandon/)
    const byCause = (view.dropouts.byCause as Table).rows.map(countsOf)
    const own = byCause.length > 1 ? byCause.slice(0, -1) : byCause
    expect(
      own.reduce((sum, [count = 0]) => sum + count, 0),
      at('dropouts by cause'),
    ).toBe(dropouts)
    expect(Number(figures[3]?.[0]), at('dropouts')).toBe(dropouts)
    const decided = own.reduce((sum, counts) => sum + (counts[4] ?? 0), 0)
    const said = plain(view.dropouts.paragraphs.join(' '))
    if (decided > 0 && decided < dropouts) {
      expect(numberIn(said, /décision est consignée dans (\d[\d ]*) cas/), at('decided')).toBe(decided)
    }
    if (dropouts > 0 && decided === 0) expect(said).toContain('Aucune décision n’est consignée')

    // A year.
    const stats = JSON.parse(await run(made, 'stats', '--format', 'json', '--year', '2025'))
    const year = await run(made, 'stats', '--year', '2025')
    const { exits, populations, causes, alternatives } = stats
    const ended = Object.entries(exits as Record<string, number>)
      .filter(([state]) => state !== 'erreur' && state !== 'termine')
      .reduce((sum, [, count]) => sum + count, 0)
    expect(
      causes.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
      at('causes'),
    ).toBe(ended)
    const explained = year.slice(year.indexOf('En 2025'))
    const items = explained.split('\n').filter((one) => one.startsWith('  - '))
    if (ended > 1) {
      expect(numberIn(explained, /(\d[\d ]*) ne sont pas allés/), at('explained')).toBe(ended)
      expect(
        items.reduce((sum, item) => sum + numberIn(item, /^ {2}- (\d[\d ]*)/), 0),
        at('items'),
      ).toBe(ended)
      // One cause, one line.
      const named = items.map((item) => /« ([^»]*) »|sans explication/.exec(item)?.[0])
      expect(new Set(named).size, at('one line a cause')).toBe(named.length)
      const marked = items.reduce(
        (sum, item) =>
          sum +
          (/une alternative ayant/.test(item)
            ? numberIn(item, /^ {2}- (\d[\d ]*)/)
            : numberIn(item, /dont (\d[\d ]*) avec/)),
        0,
      )
      const ofThem = numberIn(explained, /(\d[\d ]*) d’entre eux/)
      const ofErrors = numberIn(explained, /d’entre eux, et (\d[\d ]*) erreur/)
      expect([marked, marked + ofErrors], at('alternatives')).toEqual([ofThem, alternatives.proposed])
    }
    expect(populations.enrolled, at('enrolled')).toBe(
      ended + exits.termine + populations.inProgress + populations.notYetEntered,
    )
    expect(numberIn(explained, /À part, (\d[\d ]*) dossier/), at('errors')).toBe(exits.erreur)
    expect(numberIn(year, /Inscrits (\d[\d ]*)/), at('terminal of the year')).toBe(populations.enrolled)
  }
  expect(compared).toBeGreaterThan(RUNS / 2)
})

/** The rows of the listing that the report wrote beside it. */
async function readListing({ folder }: Made): Promise<{ date: string }[]> {
  const text = await readFile(join(folder, 'sorties/listing-relances.csv'), 'utf8')
  return text
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => ({ date: line.split(';')[0] ?? '' }))
}
