// What a template may hold: fields, each/if/unless/with, partials by name; nothing that runs or that leaves the page.
// May not render.
import { fr } from '../kernel/french.js'

/** Why a template is refused, and where. */
export interface TemplateFault {
  readonly line: number
  readonly column: number
  /** One French sentence. */
  readonly message: string
  readonly mend: string
}

export const BLOCK_HELPERS: readonly string[] = ['each', 'if', 'unless', 'with']

/** Markup that could run, fetch, or hide a page behind another. */
const FORBIDDEN_MARKUP: readonly {
  readonly pattern: RegExp
  readonly message: string
  readonly mend: string
}[] = [
  {
    pattern: /<\s*\/?\s*script/i,
    message: fr`Un modèle ne peut pas contenir de script : rien ne s’exécute dans la page.`,
    mend: 'retirez la balise <script>',
  },
  {
    pattern: /<\s*(iframe|object|embed|link|base|meta|form|frame|frameset|portal)\b/i,
    message: fr`Cette balise n’est pas permise dans un modèle : elle ferait entrer un autre document dans la page.`,
    mend: fr`retirez-la ; les styles vont dans une balise <style> ou dans styles/organisme.css`,
  },
  {
    pattern: /<[^>]*\son[a-z]+\s*=/i,
    message: 'Un modèle ne peut pas contenir de gestionnaire d’événement (onload, onclick…).',
    mend: 'retirez cet attribut',
  },
  {
    pattern:
      /\b(src|srcset|href|xlink:href|poster|background|action|data)\s*=\s*["']?\s*(https?:|ftp:|\/\/|file:|javascript:)/i,
    message: fr`Un modèle ne peut pas nommer d’adresse extérieure : la page n’accède ni au réseau ni au disque.`,
    mend: fr`placez l’image dans le modèle sous forme « data: », ou retirez l’adresse`,
  },
  {
    pattern: /url\(\s*["']?\s*(https?:|ftp:|\/\/|file:)/i,
    message: fr`Un style ne peut pas nommer d’adresse extérieure : la page n’accède ni au réseau ni au disque.`,
    mend: fr`utilisez une adresse « data: », ou retirez-la`,
  },
  {
    pattern: /@import\b/i,
    message: 'Un style ne peut pas en importer un autre.',
    mend: 'recopiez les règles utiles dans styles/organisme.css',
  },
]

/** First forbidden markup in a text, with its offset; for templates and for style sheets. */
export function findForbiddenMarkup(text: string): TemplateFault | null {
  let first: { index: number; fault: TemplateFault } | null = null
  for (const { pattern, message, mend } of FORBIDDEN_MARKUP) {
    const index = text.search(pattern)
    if (index < 0 || (first !== null && first.index <= index)) continue
    const before = text.slice(0, index).split('\n')
    first = {
      index,
      fault: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message, mend },
    }
  }
  return first?.fault ?? null
}

/** Names of the partials a parsed template calls, and its first fault in reading order. */
export function inspectTemplate(program: hbs.AST.Program): {
  partials: Set<string>
  fault: TemplateFault | null
} {
  const partials = new Set<string>()
  const faults: TemplateFault[] = []
  const refuse = (node: hbs.AST.Node, message: string, mend: string): void => {
    faults.push({ line: node.loc.start.line, column: node.loc.start.column + 1, message, mend })
  }
  const onlyFields = fr`affichez un champ tel quel : {{champ}} ; seuls each, if, unless et with sont connus`

  const visit = (node: hbs.AST.Statement): void => {
    switch (node.type) {
      case 'MustacheStatement': {
        const mustache = node as hbs.AST.MustacheStatement
        if (!mustache.escaped) {
          refuse(
            node,
            'Un modèle ne peut pas insérer de texte sans l’échapper ({{{…}}} ou {{&…}}).',
            fr`écrivez {{champ}} : les graphiques s’insèrent ainsi aussi`,
          )
        } else if (mustache.params.length > 0 || mustache.hash !== undefined) {
          refuse(node, 'Un modèle ne peut pas appeler de fonction.', onlyFields)
        }
        return
      }
      case 'BlockStatement': {
        const block = node as hbs.AST.BlockStatement
        const name = block.path.type === 'PathExpression' ? block.path.original : ''
        if (!BLOCK_HELPERS.includes(String(name))) {
          refuse(node, fr`Ce bloc n’est pas connu : « ${name} ».`, 'utilisez each, if, unless ou with')
        } else if (
          block.params.length !== 1 ||
          block.params[0]?.type !== 'PathExpression' ||
          block.hash !== undefined
        ) {
          refuse(
            node,
            fr`Le bloc « ${name} » attend un champ et un seul.`,
            `écrivez par exemple {{#${name} champ}}`,
          )
        }
        visitAll(block.program)
        visitAll(block.inverse)
        return
      }
      case 'PartialStatement': {
        const partial = node as hbs.AST.PartialStatement
        if (partial.name.type !== 'PathExpression') {
          refuse(node, 'Le nom d’un fragment ne se calcule pas.', 'écrivez {{> nom-du-fragment champ}}')
        } else partials.add((partial.name as hbs.AST.PathExpression).original)
        if (partial.params.some((parameter) => parameter.type === 'SubExpression')) {
          refuse(node, 'Un modèle ne peut pas appeler de fonction.', onlyFields)
        }
        return
      }
      case 'ContentStatement':
      case 'CommentStatement':
        return
      default:
        refuse(node, 'Cette écriture n’est pas permise dans un modèle.', onlyFields)
    }
  }
  const visitAll = (inner: hbs.AST.Program | undefined): void => {
    for (const node of inner?.body ?? []) visit(node)
  }
  visitAll(program)
  return { partials, fault: faults[0] ?? null }
}
