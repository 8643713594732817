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
  parseDocument,
  type YAMLError,
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
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true })
  const yaml = new YamlFile(source, text, document)
  for (const error of document.errors) reportSyntax(yaml, error, diagnostics)
  if (document.errors.length > 0) return null
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

  /** The key that the parser found a second time at this offset, and where it first stands. */
  twiceWrittenKey(offset: number): { key: string; first: Range; second: Range } | null {
    const pending: unknown[] = [this.#document.contents]
    while (pending.length > 0) {
      const node = pending.pop()
      if (isSeq(node)) pending.push(...node.items)
      if (!isMap(node)) continue
      const keys = (node.items as Pair[]).map((pair) => pair.key)
      const second = keys.find((key) => this.#rangeOfNode(key)?.[0] === offset)
      const key = keyText(second)
      const first = keys.find((candidate) => keyText(candidate) === key)
      const ranges = [this.#rangeOfNode(first), this.#rangeOfNode(second)] as const
      if (ranges[0] !== null && ranges[1] !== null) return { key, first: ranges[0], second: ranges[1] }
      pending.push(...(node.items as Pair[]).map((pair) => pair.value))
    }
    return null
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
    const pairs = node.items as Pair<unknown, unknown>[]
    const name = String(step)
    const pair =
      pairs.find(({ key }) => keyText(key) === name) ??
      pairs.find(({ key }) => textKey(keyText(key)) === textKey(name))
    return pair === undefined ? null : { key: pair.key, value: pair.value }
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
  const twice = error.code === 'DUPLICATE_KEY' ? yaml.twiceWrittenKey(start) : null
  if (twice !== null) {
    diagnostics.report({
      kind: SOURCE_PROBLEMS['YAML-CLE-EN-DOUBLE'],
      place: yaml.place(twice.second),
      field: twice.key,
      seen: seenValue(twice.key),
      expected: 'chaque clé une seule fois au même niveau',
      mend: 'gardez une seule de ces clés, ou réunissez leurs valeurs',
      related: [yaml.place(twice.first)],
    })
    return
  }
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
  const document = parseDocument(text)
  document.setIn(path, parseDocument(snippet).contents)
  const edited = document.toString({ lineWidth: 0, flowCollectionPadding: true })
  return text.includes('\r\n') ? edited.replace(/\r?\n/g, '\r\n') : edited
}
