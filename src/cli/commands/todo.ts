// `i12 todo`: what is due, overdue first.
import type { Dossier } from '../../app/dossier.js'
import { fr, listed, quoted } from '../../kernel/french.js'
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import { nearestWord } from '../../kernel/nearest-word.js'
import { textKey } from '../../kernel/text-key.js'
import type { Command, Invocation } from '../command.js'
import { printResult } from '../deliver.js'
import { didYouMean } from '../french-commander.js'
import { isReferent, type TodoFilter, type TodoItem, todoItems } from '../present/todo-items.js'
import { UsageError } from '../usage-error.js'

export const todo: Command = {
  formats: ['text', 'json', 'ics', 'csv'],
  omits: ['--browser', '--no-input'],
  options: [
    { flags: '--site <site>', description: 'un seul site : son identifiant ou son nom' },
    { flags: '--referent <nom>', description: 'les seuls dossiers que suit cette personne' },
    { flags: '--days <jours>', description: 'ce qui est dû d’ici ce nombre de jours, et ce qui est dépassé' },
    { flags: '--show-identities', description: 'montrer en clair qui contacter, au lieu de le masquer' },
  ],
  examples: [
    'i12 todo -C mon-dossier --days 7 --show-identities',
    'i12 todo --site nice --format csv -o echeances.csv',
    'i12 todo --format ics -o echeances.ics',
  ],
  async run(invocation, io) {
    const days = daysOf(invocation.text('days'))
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    const filter = {
      siteId: siteOf(invocation.text('site'), dossier),
      referent: referentOf(invocation.text('referent'), dossier),
      days,
    }
    const { ledger, asOf } = dossier
    const items = todoItems(ledger, asOf, filter, invocation.flag('showIdentities'))
    const text = await presented(items, asOf, filter, invocation)
    await printResult([text], `echeances-${formatIsoDate(asOf)}`, invocation, io)
    return 0
  },
}

/** @throws UsageError */
function daysOf(typed: string | null): number | null {
  if (typed === null) return null
  if (/^\d{1,5}$/.test(typed)) return Number(typed)
  throw new UsageError(
    fr`${quoted(typed)} n’est pas un nombre de jours pour « --days ».`,
    'Donnez un nombre entier, par exemple 7.',
  )
}

/** The id of a site named by its id or its name. @throws UsageError where there is none */
function siteOf(typed: string | null, { register: { sites } }: Dossier): string | null {
  if (typed === null) return null
  const site = sites.find(({ id, name }) => [id, name].some((word) => textKey(word) === textKey(typed)))
  if (site !== undefined) return site.id
  const words = sites.map(({ id }) => id).filter((id) => id !== '')
  const near = nearestWord(typed, [...words, ...sites.map(({ name }) => name)])
  const known = words.length === 0 ? fr`aucun site n’est déclaré` : fr`sites : ${listed(words)}`
  throw new UsageError(fr`site ${quoted(typed)} inconnu (${known}).`, near === null ? null : didYouMean(near))
}

/** @throws UsageError where nobody of this name follows a learner */
function referentOf(typed: string | null, { register: { cases } }: Dossier): string | null {
  if (typed === null || cases.some(({ enrolment }) => isReferent(typed, enrolment.referent))) return typed
  throw new UsageError(
    fr`aucun dossier n’est suivi par ${quoted(typed)}.`,
    'Donnez un nom de la colonne « referent » de l’export des apprenants.',
  )
}

async function presented(
  items: readonly TodoItem[],
  asOf: LocalDate,
  filter: TodoFilter,
  { format, hasColor }: Invocation,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../present/todo-json.js')).todoJson(items, asOf)
    case 'ics':
      return (await import('../present/todo-ics.js')).todoIcs(items, asOf)
    case 'csv':
      return (await import('../present/todo-csv.js')).todoCsv(items)
    default: {
      const { paintFor } = await import('../present/paint.js')
      const paint = paintFor(hasColor.out)
      return (await import('../present/todo-text.js')).todoText(items, asOf, filter.days, paint)
    }
  }
}
