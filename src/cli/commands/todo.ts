// `i12 todo`: what is due, overdue first.
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import type { Command, Invocation } from '../command.js'
import { printResult } from '../deliver.js'
import type { TodoItem } from '../present/todo-items.js'

export const todo: Command = {
  formats: ['text', 'json', 'ics'],
  examples: ['i12 todo -C mon-dossier', 'i12 todo --format ics -o echeances.ics'],
  async run(invocation, io) {
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    const { todoItems } = await import('../present/todo-items.js')
    const text = await presented(todoItems(dossier.ledger), dossier.asOf, invocation)
    await printResult([text], `echeances-${formatIsoDate(dossier.asOf)}`, invocation, io)
    return 0
  },
}

async function presented(
  items: readonly TodoItem[],
  asOf: LocalDate,
  { format, hasColor }: Invocation,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../present/todo-json.js')).todoJson(items, asOf)
    case 'ics':
      return (await import('../present/todo-ics.js')).todoIcs(items, asOf)
    default: {
      const { paintFor } = await import('../present/paint.js')
      const paint = paintFor(hasColor.out)
      return (await import('../present/todo-text.js')).todoText(items, asOf, paint)
    }
  }
}
