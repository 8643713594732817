// Every generated page and schema of docs/, as a map of path → text. Reads the program it is given; writes nothing.
import { controlsPage } from './controls-page.mjs'
import { exportsPage } from './exports-page.mjs'
import { proceduresPage } from './procedures-page.mjs'
import { produceExamples } from './produce-example.mjs'
import { referentialsPage } from './referentials-page.mjs'

/** `load(path)` gives a module of the program: `load('app/explain')`, from src/ or from dist/. */
export async function makeDocs(load) {
  const catalogue = await load('app/problem-catalogue')
  const { buildDossier } = await load('app/build-dossier')
  const { diagnosticText } = await load('cli/present/diagnostic-text')
  const { consequenceOf } = await load('cli/present/explain-text')
  const { parseIsoDate } = await load('kernel/local-date')
  const { explain } = await load('app/explain')
  const { SHIPPED_PROCEDURES } = await load('app/shipped')
  const { SCHEMAS, jsonSchemaOf } = await load('app/json-schemas')
  const words = { ...(await load('words/obligation')), ...(await load('words/values')) }
  const pages = new Map()
  const examples = await produceExamples({ buildDossier, diagnosticText, parseIsoDate })
  pages.set('docs/controles.md', controlsPage({ ...catalogue, consequenceOf }, examples))
  pages.set('examples/diagnostics.json', `${JSON.stringify(examples, null, 2)}\n`)
  const reading = { ...(await load('records/fields')), ...(await load('records/synonyms')) }
  pages.set('docs/exports.md', exportsPage({ ...reading, ...(await load('records/signatures/recognise')) }))
  pages.set('docs/procedures-livrees.md', await proceduresPage({ explain, SHIPPED_PROCEDURES, words }))
  const { REFERENTIALS } = await load('procedure/referentials/choose-referential')
  const { formatLongDate } = await load('kernel/french')
  pages.set('docs/referentiels.md', referentialsPage({ REFERENTIALS, formatLongDate }))
  for (const entry of SCHEMAS) pages.set(`docs/schemas/${entry.name}.schema.json`, jsonSchemaOf(entry))
  return pages
}
