import { describe, expect, it } from 'vitest'
import { LETTER_FORMS, type LetterKind, letterFor } from '../../../src/documents/letters/letter-kind.js'
import { letterView } from '../../../src/documents/letters/letter-view.js'
import type { Verdict } from '../../../src/procedure/ledger.js'
import type { Procedure } from '../../../src/procedure/procedure.js'
import type { Trigger } from '../../../src/procedure/triggers/triggers.js'
import type { ActionType, Recipient } from '../../../src/records/values.js'
import { outcomeOf } from '../../../src/register/dropout-outcome.js'
import type { Case } from '../../../src/register/register.js'
import { renderBody } from '../../../src/render/html.js'
import { plainText } from '../../../src/render/plain-text.js'
import { aDossier, day } from '../../support/a-dossier.js'
import { obligation, sampleInputs } from '../sample-dossier.js'

const AS_OF = '2026-03-02'
const DROPPED = '2025-11-10'

interface Situation {
  readonly learner?: Readonly<Record<string, string>>
  readonly absence?: Readonly<Record<string, string>>
  readonly dropout?: Readonly<Record<string, string>>
  readonly acts?: readonly Readonly<Record<string, string>>[]
}

function caseOf({ learner = {}, absence, dropout, acts = [] }: Situation): Case {
  const dossier = aDossier().source('abandons').learner('A-1', learner)
  if (absence !== undefined) dossier.absent('A-1', '2025-10-06', absence)
  if (dropout !== undefined) dossier.droppedOut('A-1', DROPPED, dropout)
  for (const act of acts) dossier.acted('A-1', act.date ?? '2025-10-07', act)
  return dossier.register({ asOf: AS_OF }).register.cases[0] as Case
}

const TRIGGERS: Readonly<Record<string, Trigger>> = {
  absence: {
    kind: 'absence',
    which: 'injustifiee',
    count: 1,
    unit: 'jours',
    isConsecutive: false,
    windowDays: null,
  },
  any: {
    kind: 'absence',
    which: 'toute',
    count: 1,
    unit: 'jours',
    isConsecutive: false,
    windowDays: null,
  },
  silence: { kind: 'silence', delay: { amount: 5, unit: 'workingDays' } },
  inactivity: { kind: 'inactivity', delay: { amount: 14, unit: 'days' } },
  dropout: { kind: 'dropout' },
  termination: { kind: 'contractTermination' },
  entry: { kind: 'entry' },
}

function verdictOf(
  subject: Case,
  types: readonly ActionType[],
  recipient: Recipient | null,
  trigger: Trigger,
  arisenOn: string,
): Verdict {
  return {
    obligation: obligation({
      id: 'due',
      title: 'Due',
      trigger,
      expected: { types, recipients: recipient === null ? [] : [recipient], channels: [], count: 1 },
    }),
    procedureVersion: '04',
    case: subject,
    recipient,
    arisenOn: day(arisenOn),
    cause: trigger.kind === 'silence' ? subject.actions[0] : subject.enrolment,
    status: 'missing',
  } as unknown as Verdict
}

const called = (...[subject, types, recipient, trigger, arisenOn]: Parameters<typeof verdictOf>) =>
  letterFor(verdictOf(subject, types, recipient, trigger, arisenOn), day(AS_OF))

const kindOf = (letter: ReturnType<typeof letterFor>) =>
  letter === null ? null : 'kind' in letter ? letter.kind : letter.reason

it('is in the log what writing is: an invitation sent is no interview held', () => {
  const acts = Object.fromEntries(Object.entries(LETTER_FORMS).map(([kind, { act }]) => [kind, act]))
  expect(acts).toEqual({
    'absence-notice': 'information',
    'dropout-notice': 'information',
    'interview-invitation': 'information',
    relaunch: 'relance',
    'third-party-relaunch': 'relance',
    'proposal-follow-up': 'relance',
    'reasons-request': 'demande_motifs',
    proposal: 'proposition',
    'third-party-proposal': 'proposition',
    'decision-notice': 'decision',
  })
})

it('speaks of the absence until the dropout is declared, of the dropout from that day', () => {
  const gone = caseOf({ learner: { statut: 'abandon' }, absence: {}, dropout: {} })
  const kindOn = (arisenOn: string, subject = gone) =>
    kindOf(called(subject, ['information'], 'entreprise', TRIGGERS.absence as Trigger, arisenOn))
  expect(kindOn('2025-11-09')).toBe('absence-notice')
  expect(kindOn('2025-11-10')).toBe('dropout-notice')
  expect(kindOn('2025-11-11')).toBe('dropout-notice')
  expect(kindOn('2025-11-11', caseOf({ absence: {} }))).toBe('absence-notice')
})

describe('a letter whose fact is missing', () => {
  const dropout = TRIGGERS.dropout as Trigger
  const gone = { learner: { statut: 'abandon' } }
  it.each<[string, Situation, ActionType, Recipient, Trigger, string]>([
    ['no absence', {}, 'information', 'responsable_legal', TRIGGERS.termination as Trigger, 'rien de daté'],
    [
      'a justified absence',
      { absence: { justifiee: 'oui' } },
      'relance',
      'beneficiaire',
      TRIGGERS.absence as Trigger,
      'rien de daté',
    ],
    ['no dated dropout', gone, 'demande_motifs', 'beneficiaire', dropout, 'aucun abandon daté'],
    ['no decision', { ...gone, dropout: {} }, 'decision', 'beneficiaire', dropout, 'aucune décision'],
    [
      'a decision to come',
      { ...gone, dropout: { decision: 'valide', date_decision: '2026-04-01' } },
      'decision',
      'beneficiaire',
      dropout,
      'aucune décision',
    ],
    [
      'a decision taken',
      { ...gone, dropout: { decision: 'valide', date_decision: '2025-12-01' } },
      'proposition',
      'beneficiaire',
      dropout,
      'la décision est déjà',
    ],
    [
      'an answer',
      { ...gone, dropout: { alternative: 'report', reponse: 'refusée' } },
      'proposition',
      'beneficiaire',
      dropout,
      'la réponse',
    ],
    [
      'no proposal',
      { ...gone, dropout: { alternative: 'aucune' } },
      'proposition',
      'entreprise',
      dropout,
      'aucune proposition',
    ],
    [
      'another exit than a dropout',
      { learner: { statut: 'exclusion' }, dropout: {} },
      'demande_motifs',
      'beneficiaire',
      dropout,
      'aucun abandon',
    ],
  ])('is not made, and says why: %s', (_, situation, type, recipient, trigger, reason) => {
    expect(kindOf(called(caseOf(situation), [type], recipient, trigger, '2025-11-20'))).toContain(reason)
  })
})

/** Words that state a fact, and when it holds. */
const CLAIMS: readonly [words: RegExp, holds: (subject: Case) => boolean][] = [
  [/absences?\b.* le/, ({ absences }) => absences.length > 0],
  [
    /justificatif/,
    ({ absences }) => absences.some(({ isJustified, evidence }) => !isJustified && evidence.length === 0),
  ],
  [
    /enregistré à la date/,
    ({ enrolment, dropout, leftOn }) => enrolment.status === 'abandon' && (dropout ?? leftOn) !== null,
  ],
  [/relance du/, ({ actions }) => actions.some(({ type }) => type === 'relance')],
  [
    /rattrapage|adapter votre parcours|à le poursuivre|à revenir|suit une formation/,
    ({ leftOn, enrolment }) =>
      leftOn === null && enrolment.plannedEndOn !== null && enrolment.plannedEndOn >= day(AS_OF),
  ],
  [
    /a été proposée/,
    ({ actions, dropout }) =>
      (dropout?.alternative ?? 'aucune') !== 'aucune' || actions.some(({ type }) => type === 'proposition'),
  ],
  [/est (in)?validé/, ({ dropout }) => dropout?.decision != null && (dropout.decidedOn ?? 0) <= day(AS_OF)],
  [
    /avant toute décision|n’est pas décidé|reste à prendre|décision prise/i,
    ({ dropout }) => dropout === null || outcomeOf(dropout, day(AS_OF)).decision === null,
  ],
  [
    /Une décision est prise/,
    ({ dropout }) => dropout !== null && outcomeOf(dropout, day(AS_OF)).decision !== null,
  ],
  [/Aucune réponse|part de sa réponse/, ({ dropout }) => (dropout?.answer ?? '') === ''],
  [/sans nouvelles|vous nous avez indiqué|après examen|livret de suivi/i, () => false],
  [/ {2}|null|undefined|\(\)|,\s*\.| \./, () => false],
]

const LEARNERS = [
  {},
  { statut: 'en_cours', date_fin_prevue: '2026-01-31' },
  { statut: 'abandon', date_sortie: DROPPED },
  { statut: 'abandon' },
  { statut: 'rupture_contrat', date_sortie: '2025-11-20' },
]
const ABSENCES = [undefined, {}, { justifiee: 'oui' }, { preuve: 'preuves/mot.pdf' }]
const DROPOUTS = [
  undefined,
  {},
  { alternative: 'report' },
  { alternative: 'report', reponse: 'refusée' },
  { decision: 'valide', date_decision: '2025-12-01' },
  { decision: 'invalide', date_decision: '2026-04-01' },
  { date_decision: '2025-12-01' },
]
const ACTS = [[], [{}], [{}, { type: 'proposition', date: '2025-11-15' }]]

it('states nothing that no record says, whatever the case', async () => {
  const inputs = sampleInputs()
  const written = {
    organisation: inputs.organisation,
    procedure: inputs.procedure as Procedure,
    asOf: day(AS_OF),
  }
  const types: ActionType[] = [
    'information',
    'demande_motifs',
    'relance',
    'proposition',
    'decision',
    'entretien',
  ]
  const made = new Map<LetterKind, number>()
  const untrue: string[] = []
  const said = new Set<RegExp>()
  const triggers = Object.entries(TRIGGERS).filter(([name]) => name !== 'any' && name !== 'entry')
  for (const learner of LEARNERS) {
    for (const absence of ABSENCES) {
      for (const dropout of DROPOUTS) {
        for (const acts of ACTS) {
          const subject = caseOf({ learner, acts, ...(absence && { absence }), ...(dropout && { dropout }) })
          for (const [name, trigger] of triggers) {
            if (name === 'silence' && acts.length === 0) continue
            for (const type of types) {
              for (const recipient of ['beneficiaire', 'entreprise', null] as const) {
                const arisenOn = name === 'dropout' ? DROPPED : '2025-10-14'
                const verdict = verdictOf(subject, [type], recipient, trigger, arisenOn)
                const letter = letterFor(verdict, day(AS_OF))
                if (letter === null || 'reason' in letter) continue
                made.set(letter.kind, (made.get(letter.kind) ?? 0) + 1)
                const view = letterView(letter.kind, letter.facts, verdict, subject, written)
                const html = await renderBody(`letters/${letter.kind}`, { ...view, logo: null })
                const body = plainText(html.slice(html.indexOf('references')))
                for (const [words, holds] of CLAIMS) {
                  if (!words.test(body)) continue
                  said.add(words)
                  if (holds(subject)) continue
                  untrue.push(
                    `${letter.kind} ${words} ${JSON.stringify({ learner, absence, dropout, acts })}`,
                  )
                }
              }
            }
          }
        }
      }
    }
  }
  expect([...made.keys()].sort()).toEqual(Object.keys(LETTER_FORMS).sort())
  expect(untrue.slice(0, 5)).toEqual([])
  // Every sentence of the table that some letter holds was read.
  expect(CLAIMS.filter(([words]) => !said.has(words))).toHaveLength(2)
})
