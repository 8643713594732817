// A YAML file with the place of each key and value: the only door to the yaml package. May not know what a key means.

import { isUtf8 } from 'node:buffer'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  stringify,
  type YAMLError,
  YAMLMap,
  YAMLSeq,
} from 'yaml'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'
import type { Place } from '../kernel/origin.js'
import { textKey } from '../kernel/text-key.js'
import { seenValue } from './printable.js'
import { SOURCE_PROBLEMS } from './problems.js'
import { SourceText, type Span } from './source-text.js'

/** Keys and list indexes from the root of the file. */
export type YamlPath = readonly (string | number)[]

/** A YAML file read into plain values, which still knows where each of them stands. */
export interface LocatedYaml {
  /** Relative to the workspace, with `/`. */
  readonly file: string
  /** Maps as objects, sequences as arrays, scalars as text, number, boolean or null; null for an empty file. */
  readonly value: unknown
  /** The text of the file and its lines. */
  readonly source: SourceText
  /**
   * Place of the value at a path, or of the key that leads to it. Keys are compared with case, accents and
   * spaces apart; for a path that leads nowhere, the place of the nearest thing above it.
   */
  placeOf(path: YamlPath, part?: 'key' | 'value'): Place
  /** The bytes of what `placeOf` gives a place for. */
  spanOf(path: YamlPath, part?: 'key' | 'value'): Span
  /** The text of a scalar as typed (`04`, `1.10`), or null where the path leads to no scalar. */
  textAt(path: YamlPath): string | null
}

/** Start and end in UTF-16 units, as the yaml package counts. */
type Range = readonly [number, number]

/** Aliases that one file may expand to; far above any honest file, far below what fills the memory. */
const MAX_ALIASES = 1000

/**
 * Reads a YAML file. Syntax errors, keys written twice and aliases that multiply are reported at their place.
 * @returns null when the file cannot be used; the reason is then among the diagnostics.
 */
export function parseYaml(file: string, utf8: Buffer, diagnostics: Diagnostics): LocatedYaml | null {
  const hasBom = utf8[0] === 0xef && utf8[1] === 0xbb && utf8[2] === 0xbf
  const source = new SourceText(file, hasBom ? utf8.subarray(3) : utf8)
  const text = source.utf8.toString('utf8')
  if (!isUtf8(source.utf8)) {
    const start = Buffer.byteLength(text.slice(0, text.indexOf('\ufffd')))
    diagnostics.report({
      kind: SOURCE_PROBLEMS['YAML-ENCODAGE'],
      place: source.place({ start, end: start + 1 }),
      field: null,
      seen: null,
      expected: 'un texte en UTF-8',
      mend: 'enregistrez ce fichier de nouveau, en choisissant l’encodage UTF-8 dans votre éditeur',
    })
    return null
  }
  // The package looks for keys written twice by comparing each with all those before it: that is ours to do.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false })
  const yaml = new YamlFile(source, text, document)
  for (const error of document.errors) reportSyntax(yaml, error, diagnostics)
  const twice = yaml.keysWrittenTwice()
  for (const { key, first, second } of twice) {
    diagnostics.report({
      kind: SOURCE_PROBLEMS['YAML-CLE-EN-DOUBLE'],
      place: yaml.place(second),
      field: key,
      seen: seenValue(key),
      expected: 'chaque clé une seule fois au même niveau',
      mend: 'gardez une seule de ces clés, ou réunissez leurs valeurs',
      related: [yaml.place(first)],
    })
  }
  if (document.errors.length + twice.length > 0) return null
  try {
    yaml.value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    diagnostics.report({
      kind: SOURCE_PROBLEMS['YAML-ANCRES'],
      place: yaml.place(firstAlias(document) ?? [0, 1]),
      field: null,
      seen: null,
      expected: null,
      mend: 'remplacez les renvois (*) par le texte qu’ils désignent',
    })
    return null
  }
  return yaml
}

class YamlFile implements LocatedYaml {
  readonly file: string
  value: unknown = null
  readonly source: SourceText
  readonly #text: string
  readonly #document: Document.Parsed
  #counted = { units: 0, bytes: 0 }
  readonly #pairs = new WeakMap<object, ReadonlyMap<string, YamlPair>>()

  constructor(source: SourceText, text: string, document: Document.Parsed) {
    this.file = source.file
    this.source = source
    this.#text = text
    this.#document = document
  }

  placeOf(path: YamlPath, part: 'key' | 'value' = 'value'): Place {
    return this.place(this.#rangeOf(path, part))
  }

  spanOf(path: YamlPath, part: 'key' | 'value' = 'value'): Span {
    return this.#bytesOf(this.#rangeOf(path, part))
  }

  textAt(path: YamlPath): string | null {
    let node: unknown = this.#document.contents
    for (const step of path) {
      const pair = this.#stepInto(node, step)
      if (pair === null) return null
      node = pair.value
    }
    const target = this.#resolve(node)
    return isScalar(target) ? (target.source ?? null) : null
  }

  /** A stretch of the text as a place. */
  place(range: Range): Place {
    return this.source.place(this.#bytesOf(range))
  }

  #bytesOf([start, end]: Range): Span {
    // Places are mostly asked for from top to bottom: counting goes on from the last one.
    const from = start >= this.#counted.units ? this.#counted : { units: 0, bytes: 0 }
    const bytes = from.bytes + Buffer.byteLength(this.#text.slice(from.units, start))
    this.#counted = { units: start, bytes }
    return { start: bytes, end: bytes + Buffer.byteLength(this.#text.slice(start, end)) }
  }

  /** Keys that stand a second time in their map, in the order of the text, with where they first stand. */
  keysWrittenTwice(): { key: string; first: Range; second: Range }[] {
    const found: { key: string; first: Range; second: Range }[] = []
    const pending: unknown[] = [this.#document.contents]
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (isSeq(node)) for (const item of node.items) pending.push(item ?? null)
      if (!isMap(node)) continue
      const seen = new Map<unknown, Range | null>()
      for (const { key, value } of node.items as Pair[]) {
        pending.push(value ?? null)
        // As the package compares them: `1` and `"1"` are two keys.
        const identity = isScalar(key) ? key.value : key
        const first = seen.get(identity)
        const second = this.#rangeOfNode(key)
        if (first === undefined) seen.set(identity, second)
        else if (first !== null && second !== null) found.push({ key: keyText(key), first, second })
      }
    }
    return found.sort((a, b) => a.second[0] - b.second[0])
  }

  #rangeOf(path: YamlPath, part: 'key' | 'value'): Range {
    let node: unknown = this.#document.contents
    let range = this.#rangeOfNode(node) ?? ([0, 1] as Range)
    for (const [index, step] of path.entries()) {
      const found = this.#stepInto(node, step)
      if (found === null) return range
      const isLast = index === path.length - 1
      const keyRange = this.#rangeOfNode(found.key)
      const valueRange = this.#rangeOfNode(found.value)
      const isEmpty = valueRange !== null && valueRange[0] === valueRange[1]
      range =
        (isLast && part === 'value' && !isEmpty ? valueRange : keyRange) ?? keyRange ?? valueRange ?? range
      node = found.value
    }
    return range
  }

  #stepInto(parent: unknown, step: string | number): { key: unknown; value: unknown } | null {
    const node = this.#resolve(parent)
    if (isSeq(node) && typeof step === 'number') {
      const value = node.items[step]
      return value === undefined ? null : { key: null, value }
    }
    if (!isMap(node)) return null
    const name = String(step)
    const pairs = this.#pairsOf(node)
    return pairs.get(exactly(name)) ?? pairs.get(textKey(name)) ?? null
  }

  /** The pairs of a map by their keys, as written and as compared; the first of a kind counts. */
  #pairsOf(node: { readonly items: readonly unknown[] }): ReadonlyMap<string, YamlPair> {
    const known = this.#pairs.get(node)
    if (known !== undefined) return known
    const pairs = new Map<string, YamlPair>()
    for (const { key, value } of node.items as readonly YamlPair[]) {
      const text = keyText(key)
      for (const name of [exactly(text), textKey(text)]) if (!pairs.has(name)) pairs.set(name, { key, value })
    }
    this.#pairs.set(node, pairs)
    return pairs
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node
  }

  #rangeOfNode(node: unknown): Range | null {
    if (!isNode(node)) return null
    const range = (node as Node).range
    return range === null || range === undefined ? null : [range[0], range[1]]
  }
}

interface YamlPair {
  readonly key: unknown
  readonly value: unknown
}

/** Name under which a key is kept as it is written; no text compared with spelling apart begins so. */
function exactly(key: string): string {
  return `\u0000${key}`
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

function firstAlias(document: Document.Parsed): Range | null {
  const pending: unknown[] = [document.contents]
  while (pending.length > 0) {
    const node = pending.shift()
    if (isAlias(node)) return node.range ? [node.range[0], node.range[1]] : null
    if (isSeq(node)) pending.push(...node.items)
    if (isMap(node)) pending.push(...(node.items as Pair[]).map(({ value }) => value))
  }
  return null
}

function reportSyntax(yaml: YamlFile, error: YAMLError, diagnostics: Diagnostics): void {
  const [start, end] = error.pos
  diagnostics.report({
    kind: SOURCE_PROBLEMS['YAML-SYNTAXE'],
    place: yaml.place([start, Math.max(end, start + 1)]),
    field: null,
    message: SYNTAX_SENTENCES[error.code] ?? 'Le texte n’est pas du YAML à cet endroit.',
    seen: null,
    expected: null,
    mend: 'corrigez cette ligne (retraits, guillemets, deux-points), puis recommencez',
  })
}

/** What the codes of the yaml package mean for a person. */
const SYNTAX_SENTENCES: Partial<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: fr`Un renvoi (*) ne peut pas porter d’ancre ni d’étiquette.`,
  BAD_ALIAS: fr`Ce renvoi (*) ne mène à aucune ancre (&). Un texte qui commence par * se met entre guillemets.`,
  BAD_DIRECTIVE: fr`Une ligne qui commence par % n’est pas attendue ici.`,
  BAD_DQ_ESCAPE: fr`La barre oblique inversée n’introduit pas un caractère connu. Doublez-la, ou employez des apostrophes droites.`,
  BAD_INDENT: fr`Le retrait de cette ligne ne correspond pas à celui des lignes voisines.`,
  BAD_SCALAR_START: fr`Un texte ne peut pas commencer par ce signe. Mettez-le entre guillemets droits.`,
  BLOCK_AS_IMPLICIT_KEY: fr`Deux couples « clé: valeur » se suivent sur la même ligne, ou il manque des guillemets autour d’un texte qui contient « : ».`,
  BLOCK_IN_FLOW: fr`Une liste à tirets ne peut pas se trouver entre crochets ou accolades.`,
  MISSING_CHAR: fr`Il manque un signe : guillemet, crochet, accolade, virgule ou espace après les deux-points.`,
  MULTILINE_IMPLICIT_KEY: fr`Les deux-points manquent après une clé, ou un texte s’étend sur plusieurs lignes sans guillemets.`,
  MULTIPLE_DOCS: fr`Le fichier contient plusieurs documents séparés par « --- » ; un seul est attendu.`,
  TAB_AS_INDENT: fr`Le retrait est fait d’une tabulation ; le YAML n’accepte que des espaces.`,
  TAG_RESOLVE_FAILED: fr`Cette étiquette (!) est inconnue. Un texte qui commence par ! se met entre guillemets.`,
  UNEXPECTED_TOKEN: fr`Ce signe n’est pas attendu ici.`,
  BAD_COLLECTION_TYPE: fr`Cette étiquette ne convient pas à une liste ou à un ensemble de clés.`,
}

/** The text of a YAML file with one value replaced or added; comments and the rest stay as they are. */
export function setInYaml(text: string, path: YamlPath, snippet: string): string {
  return editYaml(text, (document) => {
    makeMaps(document, path.slice(0, -1))
    document.setIn(path, valueIn(snippet))
  })
}

/**
 * The same with a value added after those that are there: a value becomes a list of two, a list grows by one.
 */
export function appendInYaml(text: string, path: YamlPath, snippet: string): string {
  return editYaml(text, (document) => {
    makeMaps(document, path.slice(0, -1))
    const added = valueIn(snippet)
    const there = document.getIn(path, true)
    if (isSeq(there)) there.items.push(added)
    else if (there === undefined || (isScalar(there) && there.value === null)) document.setIn(path, added)
    else {
      const list = new YAMLSeq()
      list.items.push(there, added)
      document.setIn(path, list)
    }
  })
}

/** The same with the keys of a map that it does not have yet, at any depth; what is there is never changed. */
export function completeInYaml(text: string, path: YamlPath, snippet: string): string {
  return editYaml(text, (document) => {
    const there = document.getIn(path, true)
    const added = valueIn(snippet)
    if (isMap(there) && isMap(added)) complete(there, added)
    else if (isMap(added)) document.setIn(path, added)
  })
}

/** The value that a text holds; comments after it, which the parser keeps apart, stay with it. */
function valueIn(snippet: string): ParsedNode | null {
  const { contents, comment } = parseDocument(snippet)
  if (contents !== null && comment !== null) {
    contents.comment = [contents.comment, comment].filter((part) => part).join('\n')
  }
  return contents
}

function complete(there: YAMLMap, added: YAMLMap): void {
  for (const pair of added.items) {
    const known = there.get(pair.key, true)
    if (known === undefined) there.items.push(pair)
    else if (isMap(known) && isMap(pair.value)) complete(known, pair.value)
  }
  const said = new Set((there.comment ?? '').split('\n'))
  const left = (added.comment ?? '').split('\n').filter((line) => line !== '' && !said.has(line))
  if (left.length > 0) there.comment = [...(there.comment ? [there.comment] : []), ...left].join('\n')
}

/** Keys that hold nothing yet become maps, their comments kept. */
function makeMaps(document: Document.Parsed, path: YamlPath): void {
  for (const [index] of path.entries()) {
    const keys = path.slice(0, index + 1)
    const there = document.getIn(keys, true)
    // `{}` too: what is added to it would all stand on one line.
    const isEmptyMap = isMap(there) && there.items.length === 0
    if (there !== undefined && !isEmptyMap && !(isScalar(there) && there.value === null)) continue
    const map = new YAMLMap()
    if (isScalar(there) || isMap(there)) {
      map.comment = there.comment ?? null
      map.commentBefore = there.commentBefore ?? null
    }
    document.setIn(keys, map)
  }
}

function editYaml(text: string, edit: (document: Document.Parsed) => void): string {
  const document = parseDocument(text)
  edit(document)
  const edited = document.toString({ lineWidth: 0, flowCollectionPadding: true })
  return text.includes('\r\n') ? edited.replace(/\r?\n/g, '\r\n') : edited
}

/** A value as the text of a YAML file. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 })
}

/** The item of a list as a list of its own, without indentation; comments and ways of writing are kept. */
export function itemOfYaml(text: string, path: YamlPath): string {
  return editYaml(text, (document) => {
    const list = new YAMLSeq()
    list.items.push(document.getIn(path, true))
    document.contents = list as never
    document.commentBefore = null
    document.comment = null
  })
}
