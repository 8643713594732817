// The shape that a YAML file written by a person must have: a zod schema held against the located values.
// No sentence of zod reaches the user. May not know what a key means.
import type { z } from 'zod'
import type { DiagnosticKind, Diagnostics } from '../kernel/diagnostic.js'
import { counted, formatNumber, fr, listed, plural, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { textKey } from '../kernel/text-key.js'
import { seenValue } from './printable.js'
import { SOURCE_PROBLEMS } from './problems.js'
import type { LocatedYaml, YamlPath } from './yaml.js'

type Schema = z.core.$ZodType
type Issue = z.core.$ZodIssue

/** Rounds of mending spellings; each round can only uncover what lies deeper in the tree. */
const MAX_ROUNDS = 20

/** Most unknown keys said one by one in one place of a file. */
const MAX_UNKNOWN_KEYS = 20

/** Most values listed after « attendu ». */
const MAX_LISTED = 15

/**
 * Holds a YAML file against a schema and gives the typed value, or null with every problem reported at its
 * exact key. What only differs in spelling is read as meant: case, accents and spaces in keys and in values of
 * closed lists, a number where a text is asked (`version: 04`), `true` for `oui`, an optional key left empty.
 * A message given to a zod check is ours and is shown as it is: write it in French, as what is expected.
 */
export function readShape<S extends Schema>(
  schema: S,
  yaml: LocatedYaml,
  diagnostics: Diagnostics,
): z.core.output<S> | null {
  const value = structuredClone(yaml.value)
  const parser = schema as unknown as z.ZodType
  for (let round = 0; ; round++) {
    // An empty message where the schema has none of its own: zod's English is never seen.
    const result = parser.safeParse(value, { error: () => '' })
    if (result.success) return result.data as z.core.output<S>
    const issues = result.error.issues.flatMap((issue) => innermost(issue as Issue, value))
    const mended = issues.filter((issue) => mendSpelling(issue, value, schema, yaml)).length
    if (mended > 0 && round < MAX_ROUNDS) continue
    const shape = new ShapeReport(schema, value, yaml, diagnostics)
    for (const issue of issues) shape.report(issue)
    return null
  }
}

/** The issues of the branch of a union that was meant: the one that fails deepest, if it is not all of them. */
function innermost(issue: Issue, root: unknown): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const branches = issue.errors.map((branch) =>
    branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue),
  )
  const depth = issue.path.length
  const meant = branches.filter((branch) =>
    branch.every((inner) => inner.path.length > depth || !isWrongKind(inner, root)),
  )
  const [only] = meant
  if (only === undefined) return [issue]
  const best = meant.reduce((left, right) => (right.length < left.length ? right : left), only)
  return best.flatMap((inner) => innermost(inner, root))
}

function isWrongKind(issue: Issue, root: unknown): boolean {
  if (issue.code === 'invalid_type') return true
  return issue.code === 'invalid_value' && typeof valueAt(root, issue.path) !== 'string'
}

/** Mends in place what only differs in spelling; true when something changed and the value deserves a new look. */
function mendSpelling(issue: Issue, root: unknown, schema: Schema, yaml: LocatedYaml): boolean {
  const seen = valueAt(root, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return renameKeys(issue.keys, seen, keysAt(schema, issue.path))
    case 'invalid_type':
      if (seen === null && isOptionalAt(schema, issue.path)) return removeAt(root, issue.path)
      if (issue.expected === 'string' && (typeof seen === 'number' || typeof seen === 'boolean')) {
        return replaceAt(root, issue.path, yaml.textAt(asYamlPath(issue.path)) ?? String(seen))
      }
      return false
    case 'invalid_value': {
      if (seen === null && isOptionalAt(schema, issue.path)) return removeAt(root, issue.path)
      const typed = seen === true ? 'oui' : seen === false ? 'non' : seen
      if (typeof typed !== 'string') return false
      const meant = issue.values.find(
        (value) => typeof value === 'string' && textKey(value) === textKey(typed),
      )
      return meant !== undefined && meant !== seen && replaceAt(root, issue.path, meant)
    }
    case 'invalid_union':
      return seen === null && isOptionalAt(schema, issue.path) && removeAt(root, issue.path)
    default:
      return false
  }
}

function renameKeys(unknown: readonly string[], seen: unknown, known: readonly string[]): boolean {
  if (!isObject(seen)) return false
  let renamed = false
  for (const key of unknown) {
    const meant = known.find((candidate) => textKey(candidate) === textKey(key))
    if (meant === undefined || Object.hasOwn(seen, meant)) continue
    seen[meant] = seen[key]
    delete seen[key]
    renamed = true
  }
  return renamed
}

/** Puts what zod found into our words, at the exact key. */
class ShapeReport {
  readonly #schema: Schema
  readonly #root: unknown
  readonly #yaml: LocatedYaml
  readonly #diagnostics: Diagnostics

  constructor(schema: Schema, root: unknown, yaml: LocatedYaml, diagnostics: Diagnostics) {
    this.#schema = schema
    this.#root = root
    this.#yaml = yaml
    this.#diagnostics = diagnostics
  }

  report(issue: Issue): void {
    const path = asYamlPath(issue.path)
    switch (issue.code) {
      case 'unrecognized_keys':
        for (const key of issue.keys.slice(0, MAX_UNKNOWN_KEYS)) this.#unknownKey(path, key)
        this.#otherUnknownKeys(path, issue.keys.slice(MAX_UNKNOWN_KEYS))
        return
      case 'invalid_type':
        this.#wrongType(path, [issue.expected], issue.message)
        return
      case 'invalid_value':
        this.#notListed(path, issue.values, issue.message)
        return
      case 'invalid_union':
        this.#noBranch(path, issue)
        return
      case 'invalid_key':
        this.#say('CLE-INCONNUE', path, 'key', issue.message || null, fr`corrigez cette clé`)
        return
      default:
        this.#refused(path, issue)
    }
  }

  /** The file is not one of ours: its keys are counted, not listed. */
  #otherUnknownKeys(parent: YamlPath, keys: readonly string[]): void {
    const [first] = keys
    if (first === undefined) return
    this.#diagnostics.report({
      kind: SOURCE_PROBLEMS['CLE-INCONNUE'],
      place: this.#yaml.placeOf([...parent, first], 'key'),
      field: first,
      message: fr`${counted(keys.length, 'autre clé inconnue', 'autres clés inconnues')} à partir d’ici, au même niveau.`,
      seen: seenValue(first),
      expected: listedValues(keysAt(this.#schema, parent)),
      mend: 'corrigez ou retirez ces clés ; vérifiez que ce fichier est bien le bon',
    })
  }

  #unknownKey(parent: YamlPath, key: string): void {
    const known = keysAt(this.#schema, parent)
    const near = nearestWord(key, known)
    this.#diagnostics.report({
      kind: SOURCE_PROBLEMS['CLE-INCONNUE'],
      place: this.#yaml.placeOf([...parent, key], 'key'),
      field: key,
      message: fr`La clé ${quoted(seenValue(key))} est inconnue ici.`,
      seen: seenValue(key),
      expected: known.length === 0 ? null : listedValues(known),
      mend:
        near === null
          ? 'corrigez ou retirez cette clé'
          : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire, sinon retirez cette clé`,
    })
  }

  #wrongType(path: YamlPath, expected: readonly string[], message: string): void {
    const seen = valueAt(this.#root, path)
    const kinds = listed([...new Set(expected.map((name) => KIND_WORDS[name] ?? name))], 'ou')
    const key = lastKey(path)
    if (seen === undefined || (seen === null && path.length > 0)) {
      const isAbsent = seen === undefined
      this.#diagnostics.report({
        kind: SOURCE_PROBLEMS['CLE-MANQUANTE'],
        place: isAbsent ? this.#yaml.placeOf(path.slice(0, -1), 'key') : this.#yaml.placeOf(path, 'key'),
        field: key,
        message: isAbsent
          ? fr`La clé ${quoted(key ?? '')} manque.`
          : fr`La clé ${quoted(key ?? '')} n’a pas de valeur.`,
        seen: null,
        expected: message || (descriptionAt(this.#schema, path) ?? fr`${key ?? ''} : ${kinds}`),
        mend: isAbsent
          ? fr`ajoutez la clé ${quoted(key ?? '')}`
          : fr`donnez une valeur à ${quoted(key ?? '')}`,
      })
      return
    }
    if (seen === null) {
      this.#say('CLE-MANQUANTE', path, 'value', null, 'remplissez ce fichier', 'Ce fichier est vide.')
      return
    }
    this.#say('TYPE-INATTENDU', path, 'value', message || kinds, fr`écrivez ${kinds} à cet endroit`)
  }

  #notListed(path: YamlPath, values: readonly unknown[], message: string): void {
    const seen = valueAt(this.#root, path)
    const words = values.map((value) => String(value))
    if (seen === undefined || seen === null || typeof seen === 'object') {
      this.#wrongType(path, ['string'], message || listedValues(words))
      return
    }
    const near = nearestWord(String(seen), words)
    this.#say(
      'VALEUR-HORS-LISTE',
      path,
      'value',
      message || listedValues(words),
      near === null
        ? 'choisissez une des valeurs attendues'
        : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
    )
  }

  #noBranch(path: YamlPath, issue: Issue & { code: 'invalid_union' }): void {
    const leaves = issue.errors.flat().filter((inner) => inner.path.length === 0)
    const values = leaves.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []))
    const kinds = leaves.flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []))
    const seen = valueAt(this.#root, path)
    if (values.length > 0 && typeof seen === 'string') this.#notListed(path, values, issue.message)
    else this.#wrongType(path, [...kinds, ...(values.length > 0 ? ['string'] : [])], issue.message)
  }

  #refused(path: YamlPath, issue: Issue): void {
    const custom = issue.code === 'custom' ? issue.params : undefined
    const expected = issue.message || boundsOf(issue)
    this.#say(
      'VALEUR-REFUSEE',
      path,
      'value',
      expected,
      typeof custom?.mend === 'string' ? custom.mend : 'corrigez cette valeur',
    )
  }

  #say(
    code: keyof typeof SOURCE_PROBLEMS,
    path: YamlPath,
    part: 'key' | 'value',
    expected: string | null,
    mend: string,
    message?: string,
  ): void {
    const kind: DiagnosticKind = SOURCE_PROBLEMS[code]
    this.#diagnostics.report({
      kind,
      place: this.#yaml.placeOf(path, part),
      field: lastKey(path),
      ...(message === undefined ? {} : { message }),
      seen: seenWords(valueAt(this.#root, path)),
      ...(typeof valueAt(this.#root, path) === 'object' ? { isSeenDescribed: true } : {}),
      expected,
      mend,
    })
  }
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  string: 'un texte',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'oui ou non',
  array: 'une liste',
  object: 'un ensemble de clés en retrait',
  record: 'un ensemble de clés en retrait',
  null: 'rien',
}

function boundsOf(issue: Issue): string | null {
  if (issue.code === 'too_small') return `${boundWords(issue.origin, 'au moins', Number(issue.minimum))}`
  if (issue.code === 'too_big') return `${boundWords(issue.origin, 'au plus', Number(issue.maximum))}`
  return null
}

function boundWords(origin: string, limit: string, bound: number): string {
  const figure = `${limit} ${formatNumber(bound)}`
  if (origin === 'string') return `${figure} ${plural(bound, 'caractère', 'caractères')}`
  if (origin === 'array') return `${figure} ${plural(bound, 'élément', 'éléments')}`
  return figure
}

function seenWords(seen: unknown): string | null {
  if (seen === undefined || seen === null) return null
  if (Array.isArray(seen)) return 'une liste'
  if (typeof seen === 'object') return 'un ensemble de clés'
  return seenValue(String(seen))
}

function listedValues(values: readonly string[]): string {
  return values.length <= MAX_LISTED
    ? listed(values, 'ou')
    : `${values.slice(0, MAX_LISTED).join(', ')}… (${quoted('i12 schema')} donne la liste)`
}

function lastKey(path: YamlPath): string | null {
  return (path.findLast((step) => typeof step === 'string') as string | undefined) ?? null
}

function asYamlPath(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}

function replaceAt(root: unknown, path: readonly PropertyKey[], value: unknown): boolean {
  const parent = valueAt(root, path.slice(0, -1))
  const last = path.at(-1)
  if (typeof parent !== 'object' || parent === null || last === undefined) return false
  ;(parent as Record<PropertyKey, unknown>)[last] = value
  return true
}

function removeAt(root: unknown, path: readonly PropertyKey[]): boolean {
  const parent = valueAt(root, path.slice(0, -1))
  const last = path.at(-1)
  if (!isObject(parent) || last === undefined) return false
  delete parent[last as string]
  return true
}

/** Keys that the schema knows at a path, over all branches of its unions. */
function keysAt(schema: Schema, path: readonly PropertyKey[]): readonly string[] {
  const keys = schemasAt(schema, path).flatMap((found) => Object.keys(shapeOf(found) ?? {}))
  return [...new Set(keys)]
}

function isOptionalAt(schema: Schema, path: readonly PropertyKey[]): boolean {
  const last = path.at(-1)
  if (typeof last !== 'string') return false
  return schemasAt(schema, path.slice(0, -1)).some((parent) => {
    const child = shapeOf(parent)?.[last]
    return child !== undefined && child._zod.optin === 'optional'
  })
}

/** What the schema says of the value at a path, as editors show it: « Premier jour de la mesure, AAAA-MM-JJ. ». */
function descriptionAt(schema: Schema, path: readonly PropertyKey[]): string | null {
  const last = path.at(-1)
  if (last === undefined) return null
  for (const parent of schemasAt(schema, path.slice(0, -1))) {
    const described = (childOf(parent, last) as z.ZodType | null)?.description
    if (described !== undefined) return described.replace(/\.$/, '')
  }
  return null
}

function schemasAt(schema: Schema, path: readonly PropertyKey[]): readonly Schema[] {
  let found = unwrapped(schema)
  for (const step of path) {
    found = found.flatMap((parent) => {
      const child = childOf(parent, step)
      return child === null ? [] : unwrapped(child)
    })
  }
  return found
}

interface Definition {
  readonly type: string
  readonly innerType?: Schema
  readonly in?: Schema
  readonly options?: readonly Schema[]
  readonly left?: Schema
  readonly right?: Schema
  readonly getter?: () => Schema
  readonly element?: Schema
  readonly valueType?: Schema
  readonly shape?: Readonly<Record<string, Schema>>
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition
}

/** The schema without what wraps it (optional, default, transform, union…): one entry a branch. */
function unwrapped(schema: Schema): readonly Schema[] {
  const { type, innerType, in: input, options, left, right, getter } = definitionOf(schema)
  if (innerType !== undefined) return unwrapped(innerType)
  // A pipe that begins with a transform (z.preprocess) keeps what it checks on its other end.
  if (type === 'pipe') {
    const end = (schema._zod.def as unknown as { out: Schema }).out
    return input !== undefined && definitionOf(input).type !== 'transform' ? unwrapped(input) : unwrapped(end)
  }
  if (options !== undefined) return options.flatMap(unwrapped)
  if (left !== undefined && right !== undefined) return [...unwrapped(left), ...unwrapped(right)]
  if (getter !== undefined) return unwrapped(getter())
  return [schema]
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  return definitionOf(schema).shape
}

function childOf(schema: Schema, step: PropertyKey): Schema | null {
  const { element, valueType, shape } = definitionOf(schema)
  if (typeof step === 'number') return element ?? null
  return shape?.[String(step)] ?? valueType ?? null
}
