// Runs `check` on a small workspace of test/diagnostics.yml and gives what it says of one code.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'

const CASES = new URL('../../test/diagnostics.yml', import.meta.url)

/** A cell longer than any spreadsheet holds. */
const OVERSIZED = 200_000

/** Writes the files of a case over those of the base; the folder is the caller's to remove. */
export function writeWorkspace(base, files) {
  const folder = mkdtempSync(join(tmpdir(), 'i12-diagnostic-'))
  for (const [path, content] of Object.entries({ ...base, ...files })) {
    if (content === null) continue
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytesOf(content))
  }
  return folder
}

function bytesOf(content) {
  if (typeof content === 'string') return content
  if (content.copie !== undefined) return readFileSync(new URL(`../../${content.copie}`, import.meta.url))
  if (content.base64 !== undefined) return Buffer.from(content.base64, 'base64')
  if (content.latin1 !== undefined) return Buffer.from(content.latin1, 'latin1')
  return `${content.demesure}${'x'.repeat(OVERSIZED)}\n`
}

/**
 * What `check` says of `code` in a case, as in a terminal without colours, and the whole result.
 * `program` holds `buildDossier`, `diagnosticText` and `parseIsoDate`, from src/ or from dist/.
 */
export async function produceExample(
  { buildDossier, diagnosticText, parseIsoDate },
  base,
  { code, fichiers },
) {
  const folder = writeWorkspace(base, fichiers)
  try {
    const { result } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30') })
    const diagnostic = result.diagnostics.find(({ kind }) => kind.code === code)
    const text = diagnostic === undefined ? null : diagnosticText(diagnostic, (_, words) => words).trimEnd()
    return { text, result, diagnostic }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What `check` says in every case, by code. */
export async function produceExamples(program) {
  const { base, cas } = parse(readFileSync(CASES, 'utf8'))
  const examples = {}
  for (const one of cas) {
    const { text } = await produceExample(program, base, one)
    if (text === null) throw new Error(`test/diagnostics.yml: the case of ${one.code} does not produce it`)
    examples[one.code] ??= text
  }
  return examples
}
