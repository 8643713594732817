import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** From left to right; a folder imports from itself and from folders to its left. */
const PIPE = [
  'kernel',
  'source',
  'records',
  'register',
  'procedure',
  'statistics',
  'words',
  'documents',
  'render',
  'evidence',
  'seal',
  'app',
  'cli',
]

/** Package → files or folders that may import it, with the reason. */
const DOORS: Record<string, { in: string[]; because: string }> = {
  'csv-parse': { in: ['source/csv-records.ts'], because: 'positions of CSV cells are computed in one place' },
  yaml: { in: ['source/yaml.ts'], because: 'positions of YAML nodes are computed in one place' },
  '@e965/xlsx': {
    in: ['source/workbook.ts', 'source/read-apart.ts'],
    because: 'what a hostile workbook could do is counted before it is read, or stopped from outside',
  },
  htmlparser2: { in: ['source/markup-sheets.ts'], because: 'markup of exports is read in one place' },
  fflate: { in: ['source/workbook.ts'], because: 'workbooks are unfolded in one place' },
  yazl: { in: ['evidence/write-zip.ts'], because: 'archives are written in one place' },
  yauzl: { in: ['evidence/read-zip.ts'], because: 'what a hostile archive could do is counted in one place' },
  '@hyzyla/pdfium': { in: ['evidence/pdf-pages.ts'], because: 'pages of others are drawn in one place' },
  'image-size': {
    in: ['evidence/image-size.ts'],
    because: 'what an image would unfold to is counted in one place',
  },
  'iconv-lite': { in: ['source/'], because: 'bytes become text in source/ only' },
  'postal-mime': {
    in: ['source/message.ts', 'source/whole-message.ts'],
    because: 'messages are read in source/: headers in message.ts, the words of a proof in whole-message.ts',
  },
  '@kenjiuno/msgreader': {
    in: ['source/message.ts', 'source/whole-message.ts'],
    because: 'messages are read in source/: headers in message.ts, the words of a proof in whole-message.ts',
  },
  'ical.js': {
    in: ['source/calendar.ts'],
    because: 'appointments are read in one place, never their titles',
  },
  'rrule-temporal': {
    in: ['source/calendar.ts'],
    because: 'repeats are expanded in one place, within bounds',
  },
  'libphonenumber-js': {
    in: ['records/phone-number.ts'],
    because: 'telephones are compared in one form, made in one place',
  },
  handlebars: {
    in: ['render/html.ts'],
    because: 'templates are untrusted: one place sets strict mode and escaping',
  },
  puppeteer: {
    in: ['render/load-puppeteer.ts', 'render/browser.ts', 'render/browser-process.ts'],
    because: 'it runs the configuration it finds: it is loaded in one place',
  },
  '@puppeteer/browsers': {
    in: ['render/install-browser.ts'],
    because: 'a browser is fetched on request only',
  },
  '@sparticuz/chromium': { in: ['render/'], because: 'only render/ knows the browser' },
  '@cantoo/pdf-lib': {
    in: ['render/', 'evidence/', 'seal/'],
    because: 'only these folders handle PDF bytes',
  },
  '@libpdf/core': { in: ['seal/signatory.ts'], because: 'it opens PKCS#12 files and does nothing else' },
  asn1js: { in: ['seal/'], because: 'only seal/ reads DER' },
  pkijs: { in: ['seal/'], because: 'only seal/ handles certificates' },
  nodemailer: { in: ['render/email-draft.ts'], because: 'drafts are written there; nothing is ever sent' },
  commander: { in: ['cli/'], because: 'only cli/ reads arguments' },
  picomatch: { in: ['app/find-files.ts'], because: 'patterns of i12.yaml are read in one place' },
  '@bomb.sh/tab': { in: ['cli/completion-script.ts'], because: 'its scripts are corrected in one place' },
  inquirer: { in: ['cli/ask.ts'], because: 'questions are put in French, on stderr, in one place' },
  chalk: { in: ['cli/present/paint.ts'], because: 'whether to colour is decided once' },
  'd3-scale': { in: ['render/'], because: 'charts are drawn in render/' },
  'd3-shape': { in: ['render/'], because: 'charts are drawn in render/' },
  zod: {
    in: ['source/', 'records/', 'register/', 'procedure/', 'app/'],
    because: 'schemas belong where files written by people are read',
  },
  'fastest-levenshtein': { in: ['kernel/nearest-word.ts'], because: 'suggestions are made in one place' },
  'node:fs': {
    in: ['app/', 'render/'],
    because: 'the disk belongs to app/; render/ finds the browser and its own assets',
  },
  'node:fs/promises': {
    in: ['app/', 'render/'],
    because: 'the disk belongs to app/; render/ finds the browser and its own assets',
  },
  'node:child_process': { in: ['app/', 'render/'], because: 'other programs are started at the edge' },
}

/** Packages that a plain run must not load: they are imported where they are used, and never at the top of a file. */
const LAZY = ['postal-mime', '@kenjiuno/msgreader', 'ical.js', 'rrule-temporal', 'libphonenumber-js']

/** What changes the disk, and the only files that may call it. */
const WRITES =
  /\b(?:writeFile|appendFile|createWriteStream|open|rename|copyFile|cp|link|symlink|mkdir|mkdtemp|rm|rmdir|unlink|utimes|truncate|chmod)(?:Sync)?\b/
const WRITERS: Record<string, string> = {
  'app/write-outputs.ts': 'the one way to the disk',
  'app/replace-files.ts': 'writes aside, then moves',
  'app/workspace-lock.ts': 'one run at a time',
  'render/browser-process.ts': "the browser's profile, in the temporary folder",
  'render/packaged-browser.ts': 'the packaged browser, in the cache',
  'render/install-browser.ts': 'a browser fetched on request, in the cache',
}

/** Names imported from the file system, statically or by a lazy import. */
function namesOfTheDisk(text: string): string {
  const imports = /import\s*\{([^}]*)\}\s*from\s*['"]node:fs(?:\/promises)?['"]/g
  const lazy = /\{([^}]*)\}\s*=\s*await\s+import\(['"]node:fs(?:\/promises)?['"]\)/g
  const whole = /import\s+(?:\*\s+as\s+)?\w+\s+from\s*['"]node:fs(?:\/promises)?['"]/
  if (whole.test(text)) return 'writeFile'
  return [...text.matchAll(imports), ...text.matchAll(lazy)].map((match) => match[1]).join(',')
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

function importsOf(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|(?:import|\brequire|createRequire\([^)]*\))\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

function violationsOf(file: string, text: string): string[] {
  const path = relative(src, file).split(sep).join('/')
  const layer = PIPE.indexOf(path.split('/')[0] ?? '')
  const violations: string[] = []
  if (layer < 0) violations.push(`${path} stands in no folder of the pipe (${PIPE.join(' ← ')})`)
  for (const specifier of importsOf(text)) {
    if (specifier.startsWith('.')) {
      const target = relative(src, join(file, '..', specifier))
        .split(sep)
        .join('/')
      const targetLayer = PIPE.indexOf(target.split('/')[0] ?? '')
      if (targetLayer > layer) violations.push(`${path} imports ${target}: imports go only to the left`)
      continue
    }
    const name = specifier.startsWith('@')
      ? specifier.split('/').slice(0, 2).join('/')
      : specifier.startsWith('node:')
        ? specifier
        : (specifier.split('/')[0] ?? '')
    const door = DOORS[name]
    if (
      door !== undefined &&
      !door.in.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)))
    ) {
      violations.push(`${path} imports ${name}: only ${door.in.join(', ')} may, because ${door.because}`)
    }
  }
  if (WRITERS[path] === undefined && WRITES.test(namesOfTheDisk(text))) {
    violations.push(`${path} writes to the disk: only app/write-outputs.ts may, whole files under the lock`)
  }
  const layerName = PIPE[layer]
  if (layerName !== 'app' && /\bDate\.now\(\)|\bnew Date\(\s*\)/.test(text)) {
    violations.push(`${path} reads the clock: only app/ may, once`)
  }
  if (layerName !== 'cli' && /\bconsole\.\w+\(|process\.(stdout|stderr)\b/.test(text)) {
    violations.push(`${path} prints: only cli/ may`)
  }
  return violations
}

describe('architecture', () => {
  it('keeps imports going to the left, packages behind one door, the clock in app/ and printing in cli/', () => {
    const violations = sourceFiles(src).flatMap((file) => violationsOf(file, readFileSync(file, 'utf8')))
    expect(violations).toEqual([])
  })

  it.each([
    ['an import to the right', "import { x } from '../procedure/ledger.js'", 'imports go only to the left'],
    ['a second door', "import Handlebars from 'handlebars'", 'templates are untrusted'],
    ['a lazy second door', "const h = await import('handlebars')", 'templates are untrusted'],
    ['the clock', 'const now = Date.now()', 'reads the clock'],
    ['printing', "console.log('x')", 'prints'],
    ['writing', "import { readFile, writeFile } from 'node:fs/promises'", 'writes to the disk'],
    ['writing lazily', "const { rename } = await import('node:fs/promises')", 'writes to the disk'],
    ['the whole disk', "import * as fs from 'node:fs'", 'writes to the disk'],
  ])('refuses %s', (_, text, reason) => {
    expect(violationsOf(join(src, 'register/example.ts'), text).join()).toContain(reason)
  })
})

/** What is counted below documents/ and words/: everything whose number two documents could give differently. */
const COUNTED = /\b(?:cases|actions|verdicts|breaches|relaunches|dropouts|absences|units|reports)\b/

/** Index just past the bracket that closes the one at `open`. */
function closingOf(text: string, open: number): number {
  let depth = 0
  for (let index = open; index < text.length; index++) {
    if ('([{'.includes(text[index] ?? '')) depth += 1
    else if (')]}'.includes(text[index] ?? '')) depth -= 1
    if (depth === 0) return index + 1
  }
  return text.length
}

/** The lines of a text that count what a lower layer should count. */
function countsIn(text: string): string[] {
  const found: string[] = []
  const report = (index: number) => found.push(text.slice(0, index).split('\n').length.toString())
  for (const { index } of text.matchAll(/\.filter\(/g)) {
    const end = closingOf(text, index + '.filter'.length)
    if (/^\s*\.length\b/.test(text.slice(end))) report(index)
    // A list that is only measured is a count in two steps.
    const name = /const (\w+) =[^;{}]*$/.exec(text.slice(0, index))?.[1]
    if (name === undefined || !/^\s*\n/.test(text.slice(end))) continue
    const uses = [...text.slice(end).matchAll(new RegExp(`\\b${name}\\b(\\.length)?`, 'g'))]
    if (uses.length > 0 && uses.every((use) => use[1] !== undefined)) report(index)
  }
  for (const { index } of text.matchAll(/\.get\([^()]*\)\??\.length\b/g)) report(index)
  for (const { index, 0: loop } of text.matchAll(/for \(const [^\n]* of ([^\n]*)\) \{?/g)) {
    if (!COUNTED.test(loop)) continue
    const body = loop.endsWith('{')
      ? text.slice(index, closingOf(text, index + loop.length - 1))
      : (text.slice(index).split('\n')[0] ?? '')
    if (/\+= 1\b|\+\+/.test(body)) report(index)
  }
  for (const { index, 0: sum } of text.matchAll(/[^\n]*\.reduce\(\s*\(\w*(?:sum|count|total)/gi)) {
    if (COUNTED.test(sum)) report(index)
  }
  return found
}

it('loads what reads messages, calendars and telephones only where it is used', () => {
  const atTheTop = sourceFiles(src).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return LAZY.filter((name) =>
      new RegExp(`^import (?!type\\b)[^'"]*from ['"]${name}['"]`, 'm').test(text),
    ).map((name) => `${relative(src, file)} imports ${name}`)
  })
  expect(atTheTop).toEqual([])
})

describe('counts', () => {
  it('are taken from the layers below: documents/ and words/ count no case, action or verdict', () => {
    const found = ['documents', 'words'].flatMap((folder) =>
      sourceFiles(join(src, folder)).flatMap((file) =>
        countsIn(readFileSync(file, 'utf8')).map((line) => `${relative(src, file)}:${line}`),
      ),
    )
    expect(found).toEqual([])
  })

  it.each([
    ['a filtered list measured at once', 'const n = cases.filter(({ state }) => f(state)).length\n'],
    [
      'a filter over several lines',
      'const n = cases\n  .filter((one) => {\n    return g(one)\n  })\n  .length\n',
    ],
    ['a list that is only measured', 'const late = verdicts.filter(isLate)\nreturn words(late.length)\n'],
    ['the size of a group', 'const n = bySite.get(site)?.length ?? 0\n'],
    ['a loop', 'for (const one of register.cases) {\n  if (one.hasEntered) entered += 1\n}\n'],
    ['a loop of one line', 'for (const one of verdicts) if (isBreach(one)) count++\n'],
    ['a sum', 'const n = cases.reduce((sum, one) => sum + one.actions.length, 0)\n'],
  ])('refuses %s', (_, text) => {
    expect(countsIn(text)).not.toEqual([])
  })

  it.each([
    [
      'a list that is printed and said to be so long',
      'const late = all.filter(isLate)\nreturn { rows: late, n: late.length }\n',
    ],
    ['parts of a sentence', "return parts.filter((part) => part !== '').join(', ')\n"],
    ['numbering', 'for (const part of parts) last += 1\n'],
  ])('lets pass %s', (_, text) => {
    expect(countsIn(text)).toEqual([])
  })
})
