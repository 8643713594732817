// The lines of the plan of actions in words. May not decide which lines there are.
import { counted, formatDate, fr, listed, typographic } from '../kernel/french.js'
import type { BreachLine, DataLine, PlanLine, PlanState } from '../procedure/plan-of-actions.js'
import { tally } from '../procedure/tally.js'
import { expectedWords, timeLimitWords } from './obligation.js'
import type { Badge, Tone } from './tone.js'
import { capitalised } from './values.js'

const STATE_WORDS: Readonly<Record<PlanState, string>> = {
  proposed: 'proposée',
  toDecide: 'à décider',
  open: 'en cours',
  overdue: 'échéance passée',
  done: 'faite',
}

const STATE_TONES: Readonly<Record<PlanState, Tone>> = {
  proposed: 'unknown',
  toDecide: 'waiting',
  open: 'waiting',
  overdue: 'late',
  done: 'done',
}

export function planStateBadge(state: PlanState): Badge {
  return { text: STATE_WORDS[state], tone: STATE_TONES[state] }
}

/** What was found: « Contacter l’absent : 8 écarts, 5 sans trace et 3 hors délai ». */
export function findingWords(line: PlanLine): string {
  switch (line.nature) {
    case 'breach':
      return breachFinding(line)
    case 'data':
      return dataFinding(line)
    case 'improvement':
      return typographic(line.improvement.finding)
  }
}

function breachFinding({ obligation, breaches, doneBefore }: BreachLine): string {
  const { missing, late, evidenceAbsent } = tally(breaches)
  const kinds = [
    ...(missing > 0 ? [fr`${String(missing)} sans trace`] : []),
    ...(late > 0 ? [fr`${String(late)} hors délai`] : []),
    ...(evidenceAbsent > 0 ? [counted(evidenceAbsent, 'preuve absente', 'preuves absentes')] : []),
  ]
  const since = doneBefore?.doneOn == null ? '' : fr` depuis l’action du ${formatDate(doneBefore.doneOn)}`
  return fr`${typographic(obligation.title)} : ${counted(breaches.length, 'écart', 'écarts')}${since} (${listed(kinds)})`
}

function dataFinding({ diagnostics }: DataLine): string {
  const [first] = diagnostics
  const count = diagnostics.reduce((sum, diagnostic) => sum + (diagnostic.count ?? 1), 0)
  const files = [...new Set(diagnostics.map(({ place }) => place.file))]
  const shown = files.slice(0, FILES_NAMED)
  const others = files.length - shown.length
  const where = [...shown, ...(others > 0 ? [counted(others, 'autre fichier', 'autres fichiers')] : [])]
  return fr`${first.kind.summary.replace(/\.$/, '')} : ${counted(count, 'fois', 'fois')}, dans ${listed(where)}`
}

/** Files named on one line. */
const FILES_NAMED = 2

/** What is to be done: that of the register where it has one, else what is proposed. */
export function actionWords(line: PlanLine): string {
  if (line.improvement !== null) return typographic(line.improvement.action)
  switch (line.nature) {
    case 'breach':
      return breachAction(line)
    case 'data':
      return `${capitalised(line.diagnostics[0].mend.replace(/\.$/, ''))}.`
    case 'improvement':
      return ''
  }
}

function breachAction({ obligation, breaches, doneBefore }: BreachLine): string {
  const { missing, late, evidenceAbsent } = tally(breaches)
  const parts = [
    ...(doneBefore === null ? [] : ['Dire pourquoi l’action précédente n’a pas suffi.']),
    ...(missing > 0
      ? [
          obligation.kind === 'precedence'
            ? fr`Retrouver les actes préalables (${expectedWords(obligation)}) ; décider ce qui assure qu’ils précèdent.`
            : fr`Faire ou consigner les actes sans trace (${expectedWords(obligation)}) ; décider ce qui assure qu’ils le soient.`,
        ]
      : []),
    ...(late > 0 ? [fr`Décider ce qui fait tenir le délai (${timeLimitWords(obligation)}).`] : []),
    ...(evidenceAbsent > 0 ? ['Retrouver les preuves absentes ; décider qui les range, et où.'] : []),
  ]
  return parts.join(' ')
}
