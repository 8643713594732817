// `quand: { signalement: recu }`: a report of violence. It belongs to no enrolment: judge-reports.ts judges it.
import { z } from 'zod'
import { triggerKind } from './trigger-kind.js'

export const violenceReport = triggerKind({
  keys: {
    signalement: z
      .enum(['recu'])
      .optional()
      .describe('Un signalement de violence, de harcèlement ou de discrimination.'),
  },
  modifiers: [],
  sources: ['signalements'],
  read: () => ({ kind: 'violenceReport' }) as const,
  fire: () => [],
})
