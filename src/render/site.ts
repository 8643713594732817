// The page that opens a pack from a disk: complete in itself, its one style and its one script named by their hash.
// May not know what it shows.
import { createHash } from 'node:crypto'
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import { assetLocation, readAsset } from './assets.js'
import { type Colours, colourVariables } from './colours.js'
import { escapeText, renderBody, withoutDirectionMarks } from './html.js'

export interface SiteRequest {
  /** Path under `templates/` without `.hbs`. */
  readonly template: string
  readonly view: object
  readonly title: string
  readonly colours: Colours
  /** Under `templates/`. */
  readonly style: string
  readonly script: string
}

/**
 * Nothing but this style and this script can act, whatever the data hold: no address is asked for, no form is sent,
 * no other page is put inside.
 */
export async function renderSite({
  template,
  view,
  title,
  colours,
  style,
  script,
}: SiteRequest): Promise<string> {
  const css = `:root{${colourVariables(colours)}}\n${assetText(style)}`
  const code = assetText(script)
  const policy = `default-src 'none'; style-src '${sourceOf(css)}'; script-src '${sourceOf(code)}'; img-src data:; base-uri 'none'; form-action 'none'`
  const body = await renderBody(template, view)
  return withoutDirectionMarks(
    [
      '<!doctype html>',
      '<html lang="fr">',
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="referrer" content="no-referrer">',
      `<title>${escapeText(title)}</title>`,
      `<style>${css}</style>`,
      '</head>',
      `<body>\n${body}\n<script>${code}</script>\n</body>`,
      '</html>\n',
    ].join('\n'),
  )
}

function sourceOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`
}

function assetText(path: string): string {
  const text = readAsset(path)
  if (text !== null) return text
  throw new EnvironmentFailure(
    fr`L’installation est incomplète : ${assetLocation(path)} manque.`,
    'réinstallez i12',
  )
}
