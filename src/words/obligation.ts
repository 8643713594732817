// An obligation of the procedure in French words, as the report, the todo list and the letters say it.
// May not know whether it was met.
import { counted, formatNumber, fr, listed, NBSP, quoted } from '../kernel/french.js'
import type { Delay } from '../procedure/delay.js'
import { formatDelay } from '../procedure/format-delay.js'
import type { Limit, Obligation, Trigger } from '../procedure/procedure.js'
import { ACTION_WORDS, BY_CHANNEL_WORDS, recipientWord, trainingTypesWords } from './values.js'

const LIMIT_WORDS: Readonly<Record<Limit, string>> = {
  entree: 'avant l’entrée',
  mi_parcours: 'avant la moitié du parcours',
  fin: 'avant la fin prévue',
  examen: 'avant l’examen',
}

/** What makes an obligation arise: « 2 absences injustifiées consécutives », « abandon déclaré ». */
export function triggerWords(obligation: Obligation, titleOf: (id: string) => string): string {
  if (obligation.kind === 'precedence') {
    return `avant ${listed(obligation.guarded.map(guardedWords), 'ou')}`
  }
  if (obligation.trigger === null) return 'entrée en formation'
  return eventWords(obligation.trigger, titleOf)
}

function guardedWords(type: Obligation['guarded'][number]): string {
  return `${FEMININE_ACTS.has(type) ? 'toute' : 'tout'} ${ACTION_WORDS[type]}`
}

const FEMININE_ACTS: ReadonlySet<string> = new Set([
  'relance',
  'visite_entreprise',
  'mediation',
  'information',
  'demande_motifs',
  'analyse',
  'proposition',
  'decision',
  'attestation',
  'orientation',
])

const UNIT_WORDS = {
  demi_journees: 'demi-journée',
  heures: 'heure',
} as const

function eventWords(trigger: Trigger, titleOf: (id: string) => string): string {
  switch (trigger.kind) {
    case 'absence': {
      const unjustified = trigger.which === 'injustifiee'
      const within =
        trigger.windowDays === null ? '' : fr` en ${counted(trigger.windowDays, 'jour', 'jours')}`
      if (trigger.unit !== 'jours') {
        const amount = counted(trigger.count, UNIT_WORDS[trigger.unit], `${UNIT_WORDS[trigger.unit]}s`)
        return fr`${amount} d’absence${unjustified ? ' injustifiée' : ''}${within}`
      }
      const consecutive = trigger.isConsecutive && trigger.count > 1
      const many = `absences${unjustified ? ' injustifiées' : ''}${consecutive ? ' consécutives' : ''}`
      const words = counted(trigger.count, `absence${unjustified ? ' injustifiée' : ''}`, many)
      return fr`${words}${within}`
    }
    case 'lateness': {
      const within =
        trigger.windowDays === null ? '' : fr` en ${counted(trigger.windowDays, 'jour', 'jours')}`
      return fr`${counted(trigger.count, 'retard', 'retards')}${within}`
    }
    case 'attendance':
      return fr`assiduité sous ${formatNumber(trigger.rate / 100, trigger.rate % 100 === 0 ? 0 : 2)} %, à partir de ${counted(trigger.known, 'demi-journée', 'demi-journées')}`
    case 'failedCertification':
      return 'échec à la certification'
    case 'silence':
      return trigger.delay === 'toDecide'
        ? 'relance restée sans réponse, pendant une durée à fixer'
        : fr`${delayWords(trigger.delay)} sans réponse à une relance`
    case 'inactivity':
      return trigger.delay === 'toDecide'
        ? 'inactivité, pendant une durée à fixer'
        : fr`${delayWords(trigger.delay)} sans activité`
    case 'dropout':
      return 'abandon déclaré'
    case 'contractTermination':
      return 'rupture du contrat'
    case 'entry':
      return 'entrée en formation'
    case 'after':
      return `après ${quoted(titleOf(trigger.obligationId))}`
    case 'disability':
      return 'entrée d’un bénéficiaire en situation de handicap'
    case 'violenceReport':
      return 'signalement reçu'
  }
}

/** What is to be done: « relance ou entretien, par téléphone ou par courriel ». */
export function expectedWords(obligation: Obligation): string {
  const { types, channels, count } = obligation.expected
  const acts =
    types.length === 0
      ? 'tout acte consigné'
      : listed(
          types.map((type) => ACTION_WORDS[type]),
          'ou',
        )
  const by =
    channels.length === 0
      ? ''
      : `, ${listed(
          channels.map((channel) => BY_CHANNEL_WORDS[channel]),
          'ou',
        )}`
  const times = count > 1 ? `${count}${NBSP}fois${NBSP}: ` : ''
  return `${times}${acts}${by}`
}

/** To whom: « bénéficiaire et entreprise »; an empty list of recipients says nothing. */
export function recipientsWords(obligation: Obligation): string {
  const { types } = obligation.audience
  const apprentices = types.length === 1 && types[0] === 'apprentissage' ? 'apprentissage' : null
  return listed(obligation.expected.recipients.map((recipient) => recipientWord(recipient, apprentices)))
}

/** Within how long, or by when: « 2 jours ouvrés », « avant l’examen », « à fixer ». */
export function timeLimitWords(obligation: Obligation): string {
  if (obligation.limit !== null) return LIMIT_WORDS[obligation.limit]
  return obligation.delay === null ? 'avant l’acte' : delayWords(obligation.delay)
}

/** « 2 jours ouvrés », « à fixer ». */
export function delayWords(delay: Delay | 'toDecide'): string {
  return delay === 'toDecide' ? 'à fixer' : formatDelay(delay)
}

/** What must be kept: « preuve exigée, ticket exigé »; '' where nothing is asked. */
export function proofWords(obligation: Obligation): string {
  const parts: string[] = []
  if (obligation.evidence !== 'aucune') {
    parts.push(obligation.evidence === 'exigee' ? 'preuve exigée' : 'preuve conseillée')
  }
  if (obligation.ticket !== 'aucune') {
    parts.push(obligation.ticket === 'exigee' ? 'ticket exigé' : 'ticket conseillé')
  }
  return parts.join(', ')
}

/** Whom it is for, or null where it is for all: « formations longues, plus de 5 jours ». */
export function audienceWords(
  obligation: Obligation,
  siteName: (id: string) => string,
  trainingTitle: (code: string) => string,
): string | null {
  const { types, sites, trainings, hasDisability, moreThanDays } = obligation.audience
  const parts: string[] = []
  const typeWords = trainingTypesWords(types)
  if (typeWords !== null) parts.push(typeWords)
  if (trainings.length > 0) parts.push(listed(trainings.map(trainingTitle)))
  if (sites.length > 0) parts.push(listed(sites.map(siteName)))
  if (hasDisability === true) parts.push('bénéficiaires en situation de handicap')
  if (hasDisability === false) parts.push('bénéficiaires sans situation de handicap déclarée')
  if (moreThanDays !== null) parts.push(fr`plus de ${counted(moreThanDays, 'jour', 'jours')}`)
  return parts.length === 0 ? null : parts.join(', ')
}
