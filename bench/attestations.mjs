// Makes the same attestation many times, one way a process, for run.mjs: `node bench/attestations.mjs WAY COUNT`.
// Ways: `browser-each` (a browser per letter), `batch`, and `rsa-2048`, `rsa-3072`, `p-256` (the batch, sealed).
// Prints { perSecond, start, print, seal, peak }: letters a second once the first is asked for, seconds, megabytes.
import { eachPaper, noRemarks } from '../dist/app/print-papers.js'
import { sealFieldAddress, sealFrame } from '../dist/documents/attestations/attestation-view.js'
import { openBrowser } from '../dist/render/browser.js'
import { renderDocument } from '../dist/render/html.js'
import { printPdf } from '../dist/render/pdf.js'
import { makeDemonstrationSignatory } from '../dist/seal/demonstration-signatory.js'
import { signPdf } from '../dist/seal/sign-pdf.js'

const [way, countText] = process.argv.slice(2)
const count = Number(countText)
const KEYS = { 'rsa-2048': 'RSA-2048', 'rsa-3072': 'RSA-3072', 'p-256': 'P-256' }
const DATE = 20787
const NOW = Date.UTC(2026, 10, 30)
const signatory =
  way in KEYS
    ? await makeDemonstrationSignatory({
        organisation: 'Horizon Formation',
        validFrom: NOW,
        validTo: NOW + 86_400_000,
        key: KEYS[way],
      })
    : null

const seal =
  signatory === null
    ? { heading: 'Cachet', lines: ['Horizon Formation'], field: sealFieldAddress('Cachet') }
    : sealFrame(signatory.certificate, { name: 'Claire Martin', capacity: 'Directrice' })

function view(index) {
  return {
    number: `2026-${String(index + 1).padStart(3, '0')}`,
    placeAndDate: 'Nice, le 30 novembre 2026',
    organisation: {
      name: 'Horizon Formation',
      address: '12 rue des Oliviers, 06000 Nice',
      identity: 'SIRET 123 456 782 00010, déclaration d’activité n° 93060000006',
    },
    signatory: { name: 'Claire Martin', capacity: 'Directrice' },
    learner: { name: `Capucine Basalte ${index}`, caseNumber: `A-${index}` },
    training: { title: 'Gestion de la paie', dates: 'du 01/09/2026 au 18/12/2026', certification: null },
    facts: [
      ['Dates prévues', 'du 1er septembre 2026 au 18 décembre 2026'],
      ['Entrée effective', '1er septembre 2026'],
      ['Dernier jour suivi', '30 octobre 2026'],
      ['Heures prévues', '120 h'],
      ['Heures suivies', '34,5 h'],
      ['Taux de réalisation', '29 %'],
    ].map(([label, value]) => ({ label, value })),
    established: 'Abandon enregistré par l’organisme, selon sa procédure PR-12-01, version 04.',
    relaunches: null,
    alternatives: 'Alternative proposée : report. Réponse : refusée.',
    seal,
  }
}

const paper = (index) => ({
  template: 'attestations/dropout',
  view: view(index),
  title: `Attestation n° ${index}`,
  styles: ['attestation'],
  formValues: new Map(),
})
const presentation = { overrides: null, colours: null, logo: null }
const common = { date: DATE, creator: 'i12', author: 'Horizon Formation' }
const clock = () => Number(process.hrtime.bigint()) / 1e9
let made = 0
let sealing = 0
const begun = clock()

if (way === 'browser-each') {
  for (let index = 0; index < count; index++) {
    const { template, view: shown, title, styles } = paper(index)
    const html = await renderDocument({ template, view: shown, title, styles, ...presentation })
    const browser = await openBrowser({ browser: null })
    const { bytes } = await printPdf(html, { browser, ...common })
    await browser.close()
    made += bytes.length > 0 ? 1 : 0
  }
} else {
  const papers = Array.from({ length: count }, (_, index) => paper(index))
  for await (const pdf of eachPaper(papers, {
    presentation,
    browser: null,
    remarks: noRemarks(),
    ...common,
  })) {
    const before = clock()
    const done =
      signatory === null
        ? pdf
        : await signPdf(pdf, {
            signatory,
            now: NOW,
            fieldName: 'cachet-organisme',
            reason: 'Attestation établie par l’organisme',
            location: 'Nice',
            leavesFormOpen: false,
          })
    sealing += clock() - before
    made += done.length > 0 ? 1 : 0
  }
}

const seconds = clock() - begun
process.stdout.write(
  JSON.stringify({
    perSecond: made / seconds,
    seconds,
    sealing,
    peak: process.resourceUsage().maxRSS / 1024,
  }),
)
