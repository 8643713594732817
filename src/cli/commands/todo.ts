// `i12 todo`: what is due, overdue first.
import type { LocalDate } from '../../kernel/local-date.js'
import type { Command, Invocation } from '../command.js'
import type { TodoItem } from '../present/todo-items.js'
import { printResult } from '../print.js'

export const todo: Command = {
  formats: ['text', 'json', 'ics'],
  examples: ['i12 todo -C mon-dossier', 'i12 todo --format ics -o echeances.ics'],
  async run(invocation, io) {
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    const { todoItems } = await import('../present/todo-items.js')
    await printResult([await presented(todoItems(dossier.ledger), dossier.asOf, invocation)], invocation, io)
    return 0
  },
}

async function presented(
  items: readonly TodoItem[],
  asOf: LocalDate,
  { format, hasColor, output }: Invocation,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../present/todo-json.js')).todoJson(items, asOf)
    case 'ics':
      return (await import('../present/todo-ics.js')).todoIcs(items, asOf)
    default: {
      const { paintFor } = await import('../present/paint.js')
      const paint = paintFor(hasColor.out && output === null)
      return (await import('../present/todo-text.js')).todoText(items, asOf, paint)
    }
  }
}
