// `i12 explain`: what a code, a check, a shipped procedure or an obligation means.
import type { Explanation } from '../../app/explain.js'
import { fr, listed, quoted } from '../../kernel/french.js'
import type { Command } from '../command.js'
import { printResult } from '../deliver.js'
import { UsageError } from '../usage-error.js'

export const explain: Command = {
  arguments: [
    {
      syntax: '[id]',
      description: 'code, contrôle, procédure livrée, obligation ou référentiel ; sans lui, la liste',
      values: async () => {
        const { ALL_KINDS } = await import('../../app/problem-catalogue.js')
        const { SHIPPED_PROCEDURES } = await import('../../app/shipped.js')
        return [...SHIPPED_PROCEDURES.names, ...ALL_KINDS.map(({ code }) => code)]
      },
    },
  ],
  formats: ['text', 'json', 'yaml'],
  omits: ['--as-of', '--browser', '--no-input'],
  examples: [
    'i12 explain DELAI-A-FIXER',
    'i12 explain abandon-huit-etapes',
    'i12 explain rnq-2026',
    'i12 explain contact-absent -C mon-dossier',
    'i12 explain entretien-abandon --format yaml',
  ],
  async run(invocation, io) {
    const [id] = invocation.arguments
    const { paintFor } = await import('../present/paint.js')
    const paint = paintFor(invocation.hasColor.out)
    if (invocation.format === 'yaml') {
      const yaml = await shippedYaml(id)
      await printResult([yaml], `obligation-${fileNameOf(id ?? '')}`, invocation, io)
      return 0
    }
    if (id === undefined) {
      const { catalogueText } = await import('../present/explain-text.js')
      const { catalogueJson } = await import('../present/explain-json.js')
      const { SHIPPED_PROCEDURES } = await import('../../app/shipped.js')
      const { REFERENTIALS } = await import('../../procedure/referentials/choose-referential.js')
      const { names } = SHIPPED_PROCEDURES
      const ids = REFERENTIALS.map((referential) => referential.id)
      const text = invocation.format === 'json' ? catalogueJson(names, ids) : catalogueText(names, ids, paint)
      await printResult([text], 'explications', invocation, io)
      return 0
    }
    const { explain: find } = await import('../../app/explain.js')
    const found: Explanation = await find(id, invocation.workspace, invocation.shared)
    if (found.what === 'nothing') {
      throw new UsageError(
        fr`rien ne s’appelle ${quoted(id)} ici.`,
        found.nearest === null
          ? fr`« i12 explain » donne la liste de ce qui peut être expliqué`
          : fr`« i12 explain ${found.nearest} », si c’est ce que vous vouliez dire`,
      )
    }
    const text =
      invocation.format === 'json'
        ? (await import('../present/explain-json.js')).explainJson(found)
        : (await import('../present/explain-text.js')).explainText(found, paint)
    await printResult([text], `explication-${fileNameOf(id)}`, invocation, io)
    return 0
  },
}

function fileNameOf(id: string): string {
  return id.replace(/[^\p{L}\p{N}._-]+/gu, '-')
}

/** A shipped obligation, ready to be pasted. @throws UsageError where the id names none, or several */
async function shippedYaml(id: string | undefined): Promise<string> {
  if (id === undefined)
    throw new UsageError(fr`« --format yaml » demande l’identifiant d’une obligation livrée.`)
  const { shippedObligations } = await import('../../app/explain.js')
  const found = shippedObligations(id)
  const [only] = found
  if (only === undefined) {
    throw new UsageError(
      fr`${quoted(id)} n’est l’identifiant d’aucune obligation livrée.`,
      fr`« i12 explain » donne la liste des procédures livrées, et « i12 explain PROCÉDURE » celle de leurs obligations.`,
    )
  }
  if (found.length === 1) return only.yaml
  const names = found.map(({ procedure }) => procedure)
  throw new UsageError(
    fr`${quoted(id)} est dans plusieurs procédures livrées : ${listed(names.map(quoted))}.`,
    fr`Nommez celle que vous voulez : « i12 explain ${names[0] ?? ''}/${id} --format yaml ».`,
  )
}
