// What is due, for programs.

import { verdictJson } from '../../app/results/check-json.js'
import { TOOL } from '../../app/tool-version.js'
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import type { TodoItem } from './todo-items.js'

export function todoJson(items: readonly TodoItem[], asOf: LocalDate): string {
  const content = {
    format: 'i12/todo/1',
    tool: TOOL,
    asOf: formatIsoDate(asOf),
    overdue: items.filter(({ isOverdue }) => isOverdue).length,
    items: items.map(({ verdict, isOverdue, contact, referent }) => ({
      isOverdue,
      title: verdict.obligation.title,
      channels: verdict.obligation.expected.channels,
      site: verdict.case?.site.id ?? null,
      referent,
      contact,
      ...verdictJson(verdict),
    })),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
