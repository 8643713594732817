// A view and a template make one self-contained HTML page. May not know paper sizes, nor read a workspace.
import { EnvironmentFailure, Refusal } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { assetLocation, readAsset } from './assets.js'
import { withBreaksInLongWords } from './break-long-words.js'
import { drawCharts } from './charts/draw-charts.js'
import { findForbiddenMarkup, inspectTemplate } from './check-template.js'
import { type Colours, colourVariables } from './colours.js'
import { fontFaces } from './fonts.js'
import { withRaisedOrdinals } from './raise-ordinals.js'

/** Files of an organisation that replace ours, by their path under `templates/` (`report/rapport.hbs`). */
export type TemplateOverrides = ReadonlyMap<string, OverridingFile>

export interface OverridingFile {
  /** As the user knows it, for messages: `modeles/report/rapport.hbs`. */
  readonly path: string
  readonly text: string
}

export interface Logo {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/svg+xml'
  readonly bytes: Uint8Array
}

export interface DocumentRequest {
  /** Path under `templates/` without `.hbs`: `report/rapport`. */
  readonly template: string
  /** Ready strings, lists, chart models; plain objects. Every field that the template names must be present. */
  readonly view: object
  /** Title of the document, for the reader's window and for screen readers. */
  readonly title: string
  /** Style sheets under `templates/styles/`, without `.css`, after `base`; `report` where absent. */
  readonly styles?: readonly string[]
  readonly overrides?: TemplateOverrides | null
  readonly colours?: Colours | null
  readonly logo?: Logo | null
  /** Top of every page but the first, left and right; cut to one line each. */
  readonly runningHeader?: { readonly left: string; readonly right: string } | null
  /** Bottom left of every page but the first: reference and version of the document. */
  readonly runningFooter?: string | null
}

/** What stands in `@page` margin boxes; `printPdf` needs it to number parts as one document. */
const MAX_RUNNING_LENGTH = 86

/**
 * One HTML page, complete in itself: styles, fonts, logo and charts are in it; it runs nothing and fetches nothing.
 * The template also sees `logo` (an address for `<img src>`, or null) beside the fields of the view.
 * @throws Refusal where an overriding template or a colour cannot be used, at its line and column.
 * @throws EnvironmentFailure where a shipped template is missing or wrong.
 */
export async function renderDocument(request: DocumentRequest): Promise<string> {
  const body = await renderBody(request.template, withLogo(request.view, request.logo), request.overrides)
  return pageAround(body, request)
}

/** The fields of a view and, beside them, the logo as templates see it. */
export function withLogo(view: object, logo: Logo | null | undefined): object {
  return { ...view, logo: logo ? dataAddress(logo) : null }
}

/** What a page needs besides its content. */
export type PageRequest = Omit<DocumentRequest, 'template' | 'view'>

/** The page around a content that templates made: head, styles, fonts. `extraStyle` comes last. */
export function pageAround(body: string, request: PageRequest, extraStyle = ''): string {
  const styles = [
    `:root{${colourVariables(request.colours ?? {})}}`,
    ...['base', ...(request.styles ?? ['report'])].map((name) =>
      readStyle(`styles/${name}.css`, request.overrides),
    ),
    runningMargins(request),
    readOrganisationStyle(request.overrides),
    extraStyle,
  ]
  return withoutDirectionMarks(
    [
      '<!doctype html>',
      '<html lang="fr">',
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      `<title>${escapeText(request.title)}</title>`,
      `<style>\n${fontFaces(body)}\n${styles.join('\n')}\n</style>`,
      '</head>',
      `<body>\n${body}\n</body>`,
      '</html>\n',
    ].join('\n'),
  )
}

/** The templates of letters with the head and the foot of a mail: what they say is the same, its form is not. */
export function mailOverrides(overrides: TemplateOverrides | null): TemplateOverrides {
  const mail = new Map(overrides)
  for (const end of ['tete', 'pied']) {
    const file = `partials/courriel-${end}.hbs`
    const shipped = { path: `templates/${file}`, text: readAsset(file) ?? '' }
    mail.set(`partials/courrier-${end}.hbs`, overrides?.get(file) ?? shipped)
  }
  return mail
}

type Handlebars = typeof import('handlebars')

/** Renders a template alone, without the page around it. Templates are read once per set of overrides. */
export async function renderBody(
  template: string,
  view: object,
  overrides: TemplateOverrides | null = null,
): Promise<string> {
  const key = overrides ?? SHIPPED
  let set = sets.get(key)
  if (set === undefined) {
    const { default: handlebars } = await import('handlebars')
    set = new TemplateSet(handlebars.create(), overrides)
    sets.set(key, set)
  }
  return withRaisedOrdinals(withBreaksInLongWords(set.render(`${template}.hbs`, view)))
}

const SHIPPED: TemplateOverrides = new Map()
const sets = new WeakMap<TemplateOverrides, TemplateSet>()

const COMPILE_OPTIONS = {
  strict: true,
  noEscape: false,
  knownHelpersOnly: true,
  knownHelpers: { helperMissing: false, blockHelperMissing: false, log: false, lookup: false },
  preventIndent: true,
} as unknown as CompileOptions

const RUNTIME_OPTIONS = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false }

/** A field that the view does not have, met by each, if, unless or with, which Handlebars would pass over. */
class UnknownField extends Error {
  constructor(readonly at: { readonly line: number; readonly column: number } | null) {
    super('unknown field')
  }
}

interface HelperOptions {
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } }
}

function takeStrictHelpers(engine: Handlebars): void {
  for (const name of ['each', 'if', 'unless', 'with'] as const) {
    const builtIn = engine.helpers[name]
    if (builtIn === undefined) continue
    engine.registerHelper(name, function (this: unknown, value: unknown, options: HelperOptions) {
      if (value === undefined) throw new UnknownField(options.loc?.start ?? null)
      return builtIn.call(this, value, options)
    })
  }
}

interface LoadedTemplate {
  readonly file: string
  /** As the user knows it. */
  readonly path: string
  readonly text: string
  readonly isOverride: boolean
}

/** Templates of ours and those that replace them, each compiled once. */
class TemplateSet {
  readonly #compiled = new Map<string, HandlebarsTemplateDelegate>()
  readonly #partials = new Set<string>()
  /** What is being rendered, for messages. */
  #file = ''
  #view: object = {}
  #failing: LoadedTemplate | null = null

  constructor(
    readonly engine: Handlebars,
    readonly overrides: TemplateOverrides | null,
  ) {
    takeStrictHelpers(engine)
  }

  render(file: string, view: object): string {
    this.#file = file
    this.#view = view
    this.#failing = null
    let compiled = this.#compiled.get(file)
    if (compiled === undefined) {
      compiled = this.#compile(this.#load(file, null))
      this.#compiled.set(file, compiled)
    }
    const drawn = drawCharts(view, (svg) => new this.engine.SafeString(svg))
    return compiled(drawn, RUNTIME_OPTIONS)
  }

  /** Compiles a template after the partials that it calls. */
  #compile(template: LoadedTemplate): HandlebarsTemplateDelegate {
    const program = this.#parse(template)
    const { partials, fault } = inspectTemplate(program)
    const first = fault ?? findForbiddenMarkup(template.text)
    if (first !== null) throw this.#refusal(template, first.line, first.column, first.message, first.mend)
    for (const name of partials) {
      if (this.#partials.has(name)) continue
      // Said before it is compiled: a fragment may call itself through another.
      this.#partials.add(name)
      try {
        this.engine.registerPartial(name, this.#compile(this.#load(`partials/${name}.hbs`, template)))
      } catch (error) {
        this.#partials.delete(name)
        throw error
      }
    }
    const compiled = this.engine.compile(program, COMPILE_OPTIONS)
    const guarded = (context: unknown, options?: Handlebars.RuntimeOptions): string => {
      try {
        return compiled(context, options)
      } catch (error) {
        // The innermost template is the one at fault; the ones that call it let the error through.
        if (this.#failing !== null) throw error
        this.#failing = template
        throw this.#translated(template, error)
      }
    }
    return guarded
  }

  #parse(template: LoadedTemplate): hbs.AST.Program {
    try {
      return this.engine.parse(template.text)
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      const line = Number(/line (\d+)/.exec(said)?.[1] ?? /- (\d+):\d+$/.exec(said)?.[1] ?? 1)
      const mismatch = /^(\S+) doesn't match (\S+)/.exec(said)
      throw this.#refusal(
        template,
        line,
        1,
        mismatch === null
          ? 'L’écriture du modèle est incomplète ou mal fermée.'
          : fr`Le bloc ouvert par « ${mismatch[1] ?? ''} » est fermé par « ${mismatch[2] ?? ''} ».`,
        fr`vérifiez les accolades : {{champ}}, {{#each liste}} … {{/each}}, {{#if champ}} … {{/if}}`,
      )
    }
  }

  #load(file: string, caller: LoadedTemplate | null): LoadedTemplate {
    const override = this.overrides?.get(file)
    if (override !== undefined) return { file, path: override.path, text: override.text, isOverride: true }
    const text = readAsset(file)
    if (text !== null) return { file, path: `templates/${file}`, text, isOverride: false }
    if (caller !== null) {
      const name = file.slice('partials/'.length, -'.hbs'.length)
      const line = caller.text.slice(0, caller.text.indexOf(name)).split('\n').length
      throw this.#refusal(
        caller,
        line,
        1,
        fr`Le fragment « ${name} » n’existe pas.`,
        'utilisez un fragment livré avec i12 (dossier templates/partials), ou ajoutez-le dans votre dossier de modèles, sous partials/',
      )
    }
    throw new EnvironmentFailure(
      fr`L’installation est incomplète : le modèle ${assetLocation(file)} manque.`,
      'réinstallez i12',
    )
  }

  #translated(template: LoadedTemplate, error: unknown): Error {
    if (error instanceof UnknownField) {
      const line = error.at?.line ?? 1
      const source = template.text.split('\n')[line - 1]?.slice(error.at?.column ?? 0) ?? ''
      const field = /\{\{~?#\w+\s+([^\s}~]+)/.exec(source)?.[1] ?? ''
      return this.#unknownField(template, line, (error.at?.column ?? 0) + 1, field)
    }
    const said = error instanceof Error ? error.message : String(error)
    const missing = /^"(.+)" not defined in .* - (\d+):(\d+)$/s.exec(said)
    if (missing !== null) {
      return this.#unknownField(template, Number(missing[2]), Number(missing[3]) + 1, missing[1] ?? '')
    }
    // A field asked of a text or a number, which has none.
    const ofNothing = /Cannot use 'in' operator to search for '([^']+)'/.exec(said)?.[1]
    if (ofNothing !== undefined) {
      const before = template.text.slice(0, Math.max(0, template.text.indexOf(`.${ofNothing}`))).split('\n')
      return this.#unknownField(template, before.length, (before.at(-1)?.length ?? 0) + 1, ofNothing)
    }
    return this.#refusal(
      template,
      1,
      1,
      fr`Le modèle ne peut pas être rempli : ${said.split('\n')[0] ?? ''}`,
      'vérifiez l’écriture du modèle',
    )
  }

  #unknownField(template: LoadedTemplate, line: number, column: number, field: string): Error {
    const near = nearestWord(field.split('.').at(-1) ?? field, fieldsOf(this.#view))
    return this.#refusal(
      template,
      line,
      column,
      fr`Le champ « ${field} » n’existe pas dans la vue « ${this.#file.replace(/\.hbs$/, '')} ».`,
      near === null
        ? fr`les champs d’un modèle sont ceux du modèle livré de même nom ; pour le rapport, « i12 report --format json » les donne sous « view »`
        : fr`vouliez-vous dire « ${near} » ?`,
    )
  }

  #refusal(template: LoadedTemplate, line: number, column: number, message: string, mend: string): Error {
    const said = `${template.path}:${line}:${column}  ${message}`
    return template.isOverride
      ? new Refusal(said, mend)
      : new EnvironmentFailure(said, fr`c’est une erreur d’i12 : signalez-la avec ce message`)
  }
}

/** Every field name of a view, for suggestions. */
function fieldsOf(view: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(view)) {
    if (view.length > 0) fieldsOf(view[0], names)
  } else if (typeof view === 'object' && view !== null) {
    for (const [name, value] of Object.entries(view)) {
      names.add(name)
      fieldsOf(value, names)
    }
  }
  return names
}

function readStyle(file: string, overrides: TemplateOverrides | null | undefined): string {
  const override = overrides?.get(file)
  if (override !== undefined) return checkedStyle(override)
  const text = readAsset(file)
  if (text === null) {
    throw new EnvironmentFailure(
      fr`L’installation est incomplète : la feuille de style ${assetLocation(file)} manque.`,
      'réinstallez i12',
    )
  }
  return text
}

/** Rules that an organisation adds after ours, in `styles/organisme.css` of its folder of templates. */
function readOrganisationStyle(overrides: TemplateOverrides | null | undefined): string {
  const override = overrides?.get('styles/organisme.css')
  return override === undefined ? '' : checkedStyle(override)
}

function checkedStyle(file: OverridingFile): string {
  const fault = findForbiddenMarkup(file.text)
  if (fault !== null)
    throw new Refusal(`${file.path}:${fault.line}:${fault.column}  ${fault.message}`, fault.mend)
  const end = file.text.search(/<\s*\/\s*style/i)
  if (end >= 0) {
    const line = file.text.slice(0, end).split('\n').length
    throw new Refusal(
      `${file.path}:${line}:1  Une feuille de style ne contient pas de balise.`,
      fr`retirez « </style> »`,
    )
  }
  return file.text
}

function runningMargins(request: PageRequest): string {
  const boxes = marginBoxes(request)
  return boxes === '' ? '' : `@page{${boxes}}`
}

/** What stands around the pages of a document, as boxes of an `@page` rule; '' for nothing. */
export function marginBoxes(request: Pick<DocumentRequest, 'runningHeader' | 'runningFooter'>): string {
  const boxes: string[] = []
  if (request.runningHeader) {
    boxes.push(`@top-left{content:${cssString(request.runningHeader.left)}}`)
    boxes.push(`@top-right{content:${cssString(request.runningHeader.right)}}`)
  }
  if (request.runningFooter) boxes.push(`@bottom-left{content:${cssString(request.runningFooter)}}`)
  return boxes.join('')
}

/** A string of CSS on one line; everything that could end it is written by its number. */
function cssString(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  const short =
    characters.length <= MAX_RUNNING_LENGTH
      ? line
      : `${characters
          .slice(0, MAX_RUNNING_LENGTH - 1)
          .join('')
          .trimEnd()}…`
  return `"${short.replace(/["\\<>&]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`
}

function dataAddress(logo: Logo): string {
  return `data:${logo.mediaType};base64,${Buffer.from(logo.bytes).toString('base64')}`
}

/** Text for the content of an element. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/**
 * Without the invisible characters that turn the direction of what follows them: a name that holds one could make
 * the rest of its line read otherwise. Arabic and Hebrew need none of them. Control characters go as well.
 */
export function withoutDirectionMarks(page: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are taken out
  return page.replace(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
}
