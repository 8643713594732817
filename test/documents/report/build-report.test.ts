import { describe, expect, it } from 'vitest'
import { nominativeNaming, pseudonymisedNaming } from '../../../src/documents/naming.js'
import { buildReport } from '../../../src/documents/report/build-report.js'
import { buildCaseReport } from '../../../src/documents/report/case-report.js'
import type { ListingView } from '../../../src/documents/report/listing-documents.js'
import type { ReportInputs } from '../../../src/documents/report/report-inputs.js'
import { wholeFile } from '../../../src/kernel/origin.js'
import { isBreach } from '../../../src/procedure/ledger.js'
import type { Measure } from '../../../src/register/measure.js'
import { renderBody } from '../../../src/render/html.js'
import { day, fakeCode, ledgerOf, sampleInputs } from '../sample-dossier.js'

const text = (value: unknown) => JSON.stringify(value)
const csv = (report: ReturnType<typeof buildReport>, file: string) =>
  Buffer.concat([...(report.listings.find((listing) => listing.file === file)?.parts ?? [])]).toString('utf8')

function pseudonymised(inputs: ReportInputs): ReportInputs {
  return { ...inputs, naming: pseudonymisedNaming(fakeCode, inputs.register) }
}

function withoutBreach(): ReportInputs {
  return sampleInputs({ breachEvery: 0 })
}

const MEASURE: Measure = {
  id: 'parrainage',
  title: "Parrainage de l'arrivant",
  category: 'engagement',
  audience: { types: ['longue'], sites: ['nice'], trainings: [] },
  tools: ['livret de suivi'],
  since: day('2025-09-01'),
  until: null,
  evidence: ['preuves/parrainage.pdf', 'preuves/capucine.pdf'],
  indicators: [26, 12],
  targetedCause: null,
  effect: null,
  place: wholeFile('mesures.yaml'),
}

describe('buildReport', () => {
  it('orders its parts as an auditor asks for them, and numbers them', () => {
    const { view } = buildReport(sampleInputs())
    expect(view.contents.entries.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 Synthèse',
      '2 Auto-évaluation indicative',
      '3 Périmètre',
      '4 Mesures formalisées',
      '5 Procédure en vigueur',
      '6 Mise en œuvre',
      '7 Écarts à la procédure',
      '8 Listing des relances',
      '9 Abandons et leurs causes',
      '10 Chronologies de dossiers en écart',
      '11 Signalements de violence, de harcèlement ou de discrimination',
      '12 Une preuve, plusieurs indicateurs',
      '13 Méthode et conventions',
      '14 Index des sources et des fichiers',
    ])
  })

  it('leaves reports of violence out of a report on the 2019 référentiel', () => {
    const { view } = buildReport(sampleInputs({ auditOn: '2026-10-31' }))
    expect(view.violenceReports).toBeNull()
    expect(view.cover.referential.title).toContain('2019')
    expect(view.contents.entries.at(-1)?.number).toBe('13')
  })

  it('says on its cover who, what, when and under which référentiel', () => {
    const { cover } = buildReport(sampleInputs()).view
    expect(cover.identity.facts[0]).toEqual({ label: 'SIRET', value: '123\u00a0456\u00a0782\u00a000010' })
    expect(cover.subject.facts.map(({ label, value }) => `${label}|${value}`)).toEqual([
      'Période|du 1er\u00a0décembre\u00a02025 au 30\u00a0novembre\u00a02026',
      'Arrêté au|30\u00a0novembre\u00a02026',
      'Audit|Audit de surveillance, le 10\u00a0décembre\u00a02026 (précédent\u00a0: 12/06/2025)',
      'Procédure|PR-12-01, Prévention et gestion des abandons',
      expect.stringMatching(/^Document\|RP-I12-2026-11-30, version [0-9a-f]{8}$/),
    ])
    expect(cover.referential.statement).toMatch(/^«\u00a0Le prestataire .*\u00a0»$/)
  })

  it('gives the same bytes for the same inputs, and another version for another source', () => {
    const first = buildReport(sampleInputs())
    expect(text(buildReport(sampleInputs()))).toBe(text(first))
    const inputs = sampleInputs()
    const changed = {
      ...inputs,
      sources: inputs.sources.map((source) => ({ ...source, sha256: 'b'.repeat(64) })),
    }
    expect(buildReport(changed).version).not.toBe(first.version)
  })

  it('counts in the synthesis what the ledger holds', () => {
    const inputs = sampleInputs({ enrolments: 60 })
    const { counts } = inputs.ledger
    const { done, left } = buildReport(inputs).view.synthesis
    expect(done.figures[1]?.value).toBe(String(counts.met + counts.late + counts.missing))
    expect(left.figures.map(({ value }) => Number(value))).toEqual([
      counts.late,
      counts.missing,
      counts.evidenceAbsent,
      counts.pending,
    ])
  })

  it('agrees its words with one and with several', () => {
    const inputs = sampleInputs({ enrolments: 30 })
    const [breach] = inputs.ledger.verdicts.filter(isBreach)
    const one = buildReport({ ...inputs, ledger: ledgerOf(breach === undefined ? [] : [breach]) })
    expect(one.view.breaches.lead).toMatch(/^1\u00a0écart relevé au 30\/11\/2026/)
    expect(one.view.implementation.perObligationChart?.title).toMatch(/est tenue dans le délai$/)
    expect(buildReport(inputs).view.breaches.lead).toMatch(/^\d+\u00a0écarts relevés au 30\/11\/2026/)
  })

  it('says so where there is nothing', () => {
    const { view } = buildReport(withoutBreach())
    expect(view.breaches.lead).toBe('Aucun écart relevé au 30/11/2026.')
    expect(view.breaches.table).toBeNull()
    expect(view.synthesis.noBreach).toBe('Aucun écart à la procédure relevé au 30\u00a0novembre\u00a02026.')
    expect(view.timelines.cases).toEqual([])
    const empty = buildReport(sampleInputs({ enrolments: 0, violenceReports: 0 })).view
    expect(empty.implementation.perObligation.rows).toEqual([])
    expect(empty.implementation.perObligationChart).toBeNull()
    expect(empty.relaunches.lead).toMatch(
      /^Aucune relance consignée parmi les dossiers examinés, du 1er\u00a0décembre\u00a02025/,
    )
    expect(empty.dropouts.lead).toMatch(/^Aucun abandon parmi les dossiers examinés/)
    expect(empty.violenceReports?.lead).toMatch(/^Aucun signalement reçu du 01\/12\/2025 au 30\/11\/2026/)
  })

  it('describes a measure with its public, its tools and the state of its proofs', () => {
    const inputs = sampleInputs({ measures: [MEASURE] })
    const { view } = buildReport({
      ...inputs,
      evidence: new Map([['preuves/parrainage.pdf', 'present']]),
    })
    expect(view.measures.groups[0]?.measures[0]).toMatchObject({
      title: 'Parrainage de l’arrivant',
      audience: 'Formations longues, site\u00a0: Nice',
      tools: 'Livret de suivi',
      since: 'Depuis le 1er\u00a0septembre\u00a02025',
      indicators: '12 et 26',
      proofs: [{ state: { text: 'présente' } }, { state: { text: 'introuvable' } }],
    })
    expect(view.measures.groups[1]?.empty).toBe('Aucune mesure de prévention n’est décrite.')
  })
})

describe('limits of the body', () => {
  const inputs = sampleInputs({ enrolments: 1_200, extraActions: 3, breachEvery: 2 })
  const report = buildReport(inputs)
  const breaches = inputs.ledger.verdicts.filter(isBreach).length

  it('prints 200 breaches, the latest, and counts the rest per obligation', () => {
    const rows = report.view.breaches.table?.groups.flatMap((group) => group.rows) ?? []
    expect(rows).toHaveLength(200)
    const total = report.view.breaches.rest?.rows.at(-1)?.cells.map((cell) => cell.text.replace(/\D/g, ''))
    expect(total?.slice(1)).toEqual([String(breaches), '200', String(breaches - 200)])
    expect(csv(report, 'ecarts.csv').trimEnd().split('\r\n')).toHaveLength(breaches + 1)
  })

  it('prints 500 relaunches of cases in breach, newest first, and lists all beside the report', () => {
    const [table] = report.view.relaunches.listing
    expect(table?.rows).toHaveLength(500)
    const days = table?.rows.map(({ cells }) => cells[0]?.text.split('/').reverse().join('')) ?? []
    expect(days).toEqual([...days].sort().reverse())
    const listing = report.listings.find(({ file }) => file === 'listing-relances.csv')
    // One case in eight is in a training too short: nothing of it is counted.
    expect(listing?.rows).toBe(((1_200 * 7) / 8) * 4)
    const indexed = report.view.index.besides.rows.find(
      ({ cells }) => cells[0]?.text === 'listing-relances.csv',
    )
    expect(indexed?.cells[0]?.detail).toBe(listing?.sha256)
    expect(indexed?.cells[2]?.text).toBe('4\u202f200')
  })

  it('counts every relaunch by channel and result, whatever the cases', () => {
    const total = report.view.relaunches.byChannel.rows.at(-1)?.cells.at(-1)?.text
    expect(total).toBe('4\u202f200')
  })

  it('prints everything in parts where it is asked to', () => {
    const whole = buildReport({ ...inputs, options: { ...inputs.options, isComplete: true } }).view.relaunches
      .listing
    expect(whole.map((table) => table.rows.length)).toEqual([1_000, 1_000, 1_000, 1_000, 200])
    expect(new Set(whole.map((table) => table.id)).size).toBe(5)
  })

  it('prints a listing too long for one document in documents of their own', () => {
    const long = sampleInputs({ enrolments: 1_600, extraActions: 8, isComplete: true })
    const { view, annexes } = buildReport(long)
    expect(view.relaunches.listing[0]?.rows.length).toBeLessThanOrEqual(500)
    expect(view.relaunches.listingIntro).toContain(
      '3\u00a0fichiers, listing-relances-01 à listing-relances-03',
    )
    expect(annexes.map(({ fileStem }) => fileStem)).toEqual([
      'listing-relances-01',
      'listing-relances-02',
      'listing-relances-03',
    ])
    const rows = annexes.flatMap(({ view: annex }) =>
      (annex as ListingView).listing.flatMap((table) => table.rows),
    )
    expect(rows).toHaveLength(((1_600 * 7) / 8) * 9)
  })

  it('draws a bounded number of cases', () => {
    expect(report.view.timelines.cases).toHaveLength(10)
  })
})

describe('wording', () => {
  const inputs = sampleInputs({ enrolments: 60, measures: [MEASURE] })
  const subject = inputs.register.cases.find((item) => item.dropout !== null)
  if (subject === undefined) throw new Error('the sample has no dropout')
  const views = [
    buildReport(inputs),
    buildReport(pseudonymised(inputs)),
    buildReport(withoutBreach()),
    buildCaseReport(inputs, subject),
  ]

  it('never applies the référentiel’s terms to the organisation, a case or a measure', () => {
    for (const view of views) {
      const outside = text(view).replace(/«[^»]*»/g, '')
      expect(outside).not.toMatch(/conform/i)
      expect(outside).not.toMatch(/\banonym/i)
    }
  })

  it('prints no health detail, no reason of absence and no comment', () => {
    for (const view of views) {
      expect(text(view)).not.toMatch(/hospitalis|maladie/i)
    }
    expect(text(views[0])).toContain('Motif personnel')
    for (const { file } of views[0]?.listings ?? []) {
      expect(csv(views[0] as ReturnType<typeof buildReport>, file)).not.toMatch(/hospitalis|maladie/i)
    }
  })

  it('has no ordinary space before a double sign', () => {
    for (const view of views) {
      const strings: string[] = []
      JSON.stringify(view, (_, value) => {
        if (typeof value === 'string') strings.push(value)
        return value
      })
      for (const string of strings) expect(string).not.toMatch(/ [:;!?»%]|« /)
    }
  })

  it('has at most seven columns a table', () => {
    const widths: number[] = []
    JSON.stringify(views[0]?.view, (key, value) => {
      if (key === 'columns' && Array.isArray(value) && 'align' in (value[0] ?? {})) widths.push(value.length)
      return value
    })
    expect(Math.max(...widths)).toBeLessThanOrEqual(7)
  })
})

describe('the pseudonymised rendering', () => {
  const inputs = pseudonymised(
    sampleInputs({ enrolments: 60, measures: [MEASURE], causes: ['Mme Capucine part'] }),
  )
  const report = buildReport(inputs)
  const leaks =
    /Capucine|Bleuet|Genêt|Lavande|Mimosa|Pivoine|Tilleul|Coquelicot|Prune|@example|A-\d{4}|06 39/i

  it('lets no name, file number, address or path through, in the view and in the listings', () => {
    expect(text(report.view).match(leaks)).toBeNull()
    for (const { file } of report.listings) expect(csv(report, file).match(leaks)).toBeNull()
    for (const subject of inputs.register.cases.slice(0, 12)) {
      expect(text(buildCaseReport(inputs, subject)).match(leaks)).toBeNull()
    }
  })

  it('says what it is, and gives the same code to the same case everywhere', () => {
    expect(report.view.cover.rendering).toContain('pseudonymisée')
    expect(report.runningFooter).toContain('pseudonymisé')
    const code = inputs.naming.caseNumber('A-0001')
    expect(code).toMatch(/^D-[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(csv(report, 'listing-relances-pseudonymise.csv')).toContain(code)
    expect(csv(report, 'listing-relances-pseudonymise.csv').split('\r\n')[0]).not.toContain('nom')
  })

  it('keeps the extension of a proof, and no more', () => {
    expect(inputs.naming.evidencePath('preuves/2026/capucine-3.eml')).toMatch(/^P-[0-9A-Z]{8}\.eml$/)
    expect(inputs.naming.evidencePath('preuves/capucine')).toMatch(/^P-[0-9A-Z]{8}$/)
    expect(inputs.naming.organisationText('preuves/parrainage.pdf')).toBe('preuves/parrainage.pdf')
  })
})

describe('hostile names', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '{{organisation}}',
    '=HYPERLINK("x")',
    'Ab\u202eda',
    'é'.repeat(300),
  ]

  it('stay text in the page and in the listings', async () => {
    const inputs = sampleInputs({
      enrolments: 30,
      breachEvery: 2,
      names: (index) => ({ firstName: '+Rose', lastName: hostile[index % hostile.length] as string }),
    })
    const report = buildReport(inputs)
    const html = await renderBody(report.template, { ...report.view, logo: null })
    expect(html).not.toContain('<script>')
    expect(html).toContain('{{organisation}}')
    expect(csv(report, 'ecarts.csv')).not.toMatch(/(?:^|;)[=+]/m)
    const [first] = inputs.register.cases
    if (first !== undefined) {
      const alone = buildCaseReport({ ...inputs, naming: nominativeNaming }, first)
      expect(await renderBody(alone.template, { ...alone.view, logo: null })).not.toContain('<script>')
    }
  })
})
