// One obligation, from what is written to what the ledger judges. May not look at the other obligations.
import { fr, listed, quoted } from '../kernel/french.js'
import type { YamlPath } from '../source/yaml.js'
import { type ObligationEntry, type ProcedureReport, placeIn, seenIn } from './obligation-entry.js'
import { PROCEDURE_PROBLEMS } from './problems.js'
import type { Audience, Expected, Obligation, ObligationKind, Trigger } from './procedure.js'
import type { WrittenObligation } from './procedure-schema.js'
import { readDelay, readWindow } from './read-delay.js'
import { MODIFIERS, type ModifierKey, type TriggerReading } from './triggers/trigger-kind.js'
import { TRIGGER_OF_KEY } from './triggers/triggers.js'

type Written = WrittenObligation

const KINDS: Readonly<Record<NonNullable<Written['genre']>, ObligationKind>> = {
  reponse: 'response',
  suite: 'response',
  precedence: 'precedence',
  prealable: 'precedence',
  existence: 'existence',
  presence: 'existence',
}

const KIND_NAMES: Readonly<Record<ObligationKind, string>> = {
  response: 'reponse',
  precedence: 'precedence',
  existence: 'existence',
}

/** Keys by kind: those it must have, those that contradict it, those that would change nothing. */
const KEYS_OF_KIND: Readonly<
  Record<
    ObligationKind,
    {
      needed: readonly (keyof Written)[]
      foreign: readonly (keyof Written)[]
      idle: readonly (keyof Written)[]
    }
  >
> = {
  response: { needed: ['quand', 'faire', 'delai'], foreign: ['avant', 'avant_le'], idle: [] },
  precedence: { needed: ['avant', 'faire'], foreign: ['avant_le'], idle: ['quand', 'delai'] },
  existence: { needed: ['faire', 'avant_le'], foreign: ['avant'], idle: ['quand', 'delai'] },
}

/** The obligation, as far as it can be read; what is wrong with it is said to `report`. */
export function readObligation(entry: ObligationEntry, report: ProcedureReport): Obligation {
  const { written } = entry
  const kind = KINDS[written.genre ?? 'reponse']
  checkKeysOfKind(entry, kind, report)
  const trigger = kind === 'response' ? readTrigger(entry, report) : null
  if (trigger?.kind === 'violenceReport') checkReportOfViolence(entry, report)
  else checkActionTypes(entry, report)
  if (kind === 'response' && written.faire.nombre !== undefined) {
    report.say(PROCEDURE_PROBLEMS['CLE-HORS-GENRE'], placeIn(entry, ['faire', 'nombre'], 'key'), {
      field: 'nombre',
      message: fr`Une obligation de genre ${quoted('reponse')} ne compte pas les actes : le premier la remplit.`,
      seen: seenIn(entry, ['faire', 'nombre']),
      expected: fr`« nombre » dans « quand » (nombre d’absences), ou rien`,
      mend: fr`retirez « nombre » de « faire » ; pour exiger plusieurs actes, écrivez une obligation par acte ou « genre: existence »`,
    })
  }
  const ownDelay =
    kind === 'response' && written.delai !== undefined ? readDelay(entry, ['delai'], report) : null
  return {
    id: written.id,
    title: written.intitule ?? written.id,
    kind,
    audience: readAudience(written.pour),
    trigger,
    guarded: kind === 'precedence' ? list(written.avant?.types) : [],
    expected: readExpected(written.faire),
    delay: triggerIsOpen(trigger) ? 'toDecide' : ownDelay,
    limit: kind === 'existence' ? (written.avant_le ?? null) : null,
    evidence: written.preuve ?? 'aucune',
    ticket: written.ticket ?? 'aucune',
    reference: written.reference ?? '',
    owner: written.responsable ?? '',
    gravity: written.gravite ?? 'ecart',
    indicators: [...new Set(list(written.indicateurs))].filter((indicator) => indicator !== 12),
    place: entry.yaml.placeOf(entry.path),
  }
}

function triggerIsOpen(trigger: Trigger | null): boolean {
  return (trigger?.kind === 'silence' || trigger?.kind === 'inactivity') && trigger.delay === 'toDecide'
}

function checkKeysOfKind(entry: ObligationEntry, kind: ObligationKind, report: ProcedureReport): void {
  const { needed, foreign, idle } = KEYS_OF_KIND[kind]
  for (const key of idle) {
    if (entry.written[key] === undefined) continue
    report.say(PROCEDURE_PROBLEMS['CLE-SANS-EFFET'], placeIn(entry, [key], 'key'), {
      field: key,
      message: fr`La clé ${quoted(key)} est sans effet pour une obligation de genre ${quoted(KIND_NAMES[kind])}.`,
      seen: key,
      expected: listed(
        needed.map((name) => quoted(name)),
        'et',
      ),
      mend: fr`retirez cette clé, ou changez « genre »`,
    })
  }
  for (const key of foreign) {
    if (entry.written[key] === undefined) continue
    report.say(PROCEDURE_PROBLEMS['CLE-HORS-GENRE'], placeIn(entry, [key], 'key'), {
      field: key,
      message: fr`La clé ${quoted(key)} n’a pas de sens pour une obligation de genre ${quoted(KIND_NAMES[kind])}.`,
      seen: quoted(key),
      expected: listed(
        needed.map((name) => quoted(name)),
        'et',
      ),
      mend: fr`retirez cette clé, ou changez « genre »`,
    })
  }
  for (const key of needed) {
    if (entry.written[key] !== undefined) continue
    const kindOfProblem = key === 'quand' ? 'DECLENCHEUR-ABSENT' : 'CLE-DU-GENRE-ABSENTE'
    const isEmpty = seenIn(entry, [key]) !== null
    report.say(
      PROCEDURE_PROBLEMS[kindOfProblem],
      isEmpty ? placeIn(entry, [key], 'key') : placeIn(entry, ['id']),
      {
        field: key,
        message: isEmpty
          ? fr`La clé ${quoted(key)} de l’obligation ${quoted(entry.written.id)} n’a pas de valeur.`
          : fr`Il manque la clé ${quoted(key)} à l’obligation ${quoted(entry.written.id)}.`,
        seen: null,
        expected: MISSING_EXAMPLES[key] ?? null,
        mend: isEmpty
          ? fr`donnez une valeur à ${quoted(key)}`
          : fr`ajoutez la clé ${quoted(key)} à cette obligation`,
      },
    )
  }
}

const MISSING_EXAMPLES: Partial<Record<keyof Written, string>> = {
  quand: fr`par exemple « quand: { absence: injustifiee } »`,
  delai: fr`par exemple « delai: 2 jours ouvrés », ou « delai: à fixer »`,
  avant: fr`par exemple « avant: { types: [decision] } »`,
  avant_le: fr`« avant_le: entree », « mi_parcours », « fin » ou « examen »`,
}

function readTrigger(entry: ObligationEntry, report: ProcedureReport): Trigger | null {
  const when = entry.written.quand
  if (when === undefined) return null
  const named = Object.keys(when).filter((key) => TRIGGER_OF_KEY.has(key))
  const [first, second] = named
  const kind = first === undefined ? undefined : TRIGGER_OF_KEY.get(first)
  if (first === undefined || kind === undefined) {
    report.say(PROCEDURE_PROBLEMS['DECLENCHEUR-ABSENT'], placeIn(entry, ['quand'], 'key'), {
      field: 'quand',
      seen: null,
      expected: listed([...TRIGGER_OF_KEY.keys()], 'ou'),
      mend: fr`nommez l’événement dans « quand », par exemple « absence: injustifiee »`,
    })
    return null
  }
  if (second !== undefined) {
    report.say(PROCEDURE_PROBLEMS['DECLENCHEURS-MULTIPLES'], placeIn(entry, ['quand', second], 'key'), {
      field: second,
      message: fr`${quoted(second)} s’ajoute à ${quoted(first)} : une obligation n’a qu’un déclencheur.`,
      seen: listed(named.map((key) => quoted(key))),
      expected: 'un seul déclencheur',
      mend: fr`écrivez une obligation pour ${quoted(first)} et une autre pour ${quoted(second)}`,
      related: [placeIn(entry, ['quand', first], 'key')],
    })
  }
  const reading = triggerReading(entry, report)
  for (const key of Object.keys(MODIFIERS) as ModifierKey[]) {
    if (when[key] === undefined || kind.modifiers.includes(key)) continue
    const fitting = [...TRIGGER_OF_KEY].filter(([, { modifiers }]) => modifiers.includes(key))
    reading.refuse(key, {
      message: fr`La clé ${quoted(key)} ne s’emploie qu’avec ${listed(
        fitting.map(([name]) => quoted(name)),
        'ou',
      )}.`,
      expected:
        kind.modifiers.length === 0
          ? fr`${quoted(first)} seul`
          : fr`avec ${quoted(first)} : ${listed(kind.modifiers)}`,
      mend: 'retirez cette clé',
    })
  }
  return kind.read(when, reading)
}

/** What the files of triggers/ may ask of the obligation that they are read from. */
function triggerReading(entry: ObligationEntry, report: ProcedureReport): TriggerReading {
  return {
    delayAt: (key) => readDelay(entry, ['quand', key], report),
    windowAt: (key) => (entry.written.quand?.[key] === undefined ? null : readWindow(entry, key, report)),
    refuse: (key, { message, expected, mend, with: other }) =>
      report.say(PROCEDURE_PROBLEMS['CLE-HORS-GENRE'], placeIn(entry, ['quand', key], 'key'), {
        field: key,
        message,
        seen: seenIn(entry, ['quand', key]),
        expected,
        mend,
        ...(other === undefined ? {} : { related: [placeIn(entry, ['quand', other], 'key')] }),
      }),
  }
}

/** The fields of a report of violence are dates: nothing of it can be matched by person, channel or proof. */
function checkReportOfViolence(entry: ObligationEntry, report: ProcedureReport): void {
  const { written } = entry
  const { destinataires, canaux, types } = written.faire
  const expected = fr`« quand », « faire: { types: [accuse] } » ou « [reponse] », et « delai »`
  const say = (
    code: 'CLE-HORS-SIGNALEMENT' | 'CLE-SANS-EFFET' | 'EXIGENCE-IMPOSSIBLE',
    path: YamlPath,
    message: string,
  ) => {
    const field = String(path.at(-1))
    report.say(PROCEDURE_PROBLEMS[code], placeIn(entry, path, 'key'), {
      field,
      message,
      seen: field,
      expected,
      mend: 'retirez cette clé de l’obligation',
    })
  }
  if (written.pour !== undefined) {
    say(
      'CLE-HORS-SIGNALEMENT',
      ['pour'],
      fr`« pour » ne s’applique pas à un signalement, qui ne porte sur aucune inscription.`,
    )
  }
  if (destinataires !== undefined) {
    say(
      'CLE-SANS-EFFET',
      ['faire', 'destinataires'],
      fr`Un signalement n’a pas de destinataire : seules ses dates sont lues.`,
    )
  }
  if (canaux !== undefined) {
    say(
      'CLE-SANS-EFFET',
      ['faire', 'canaux'],
      fr`La réponse à un signalement n’a pas de canal : seules ses dates sont lues.`,
    )
  }
  for (const key of ['preuve', 'ticket'] as const) {
    if (written[key] !== 'exigee') continue
    say(
      'EXIGENCE-IMPOSSIBLE',
      [key],
      fr`Aucune pièce n’est lue pour un signalement : ${quoted(`${key}: exigee`)} ne peut pas être remplie.`,
    )
  }
  const foreign = list(types).filter((type) => type !== 'accuse' && type !== 'reponse')
  if (foreign.length === 0) return
  report.say(PROCEDURE_PROBLEMS['ACTE-HORS-SIGNALEMENT'], placeIn(entry, ['faire', 'types']), {
    field: 'types',
    message: fr`Un signalement appelle un accusé de réception ou une réponse, rien d’autre.`,
    seen: listed(foreign),
    expected: 'accuse ou reponse',
    mend: fr`écrivez « types: [accuse] » ou « types: [reponse] »`,
  })
}

function checkActionTypes(entry: ObligationEntry, report: ProcedureReport): void {
  const types = entry.written.faire.types
  for (const [index, type] of (Array.isArray(types) ? types : list(types)).entries()) {
    if (type !== 'accuse' && type !== 'reponse') continue
    report.say(
      PROCEDURE_PROBLEMS['ACTE-HORS-SIGNALEMENT'],
      placeIn(entry, Array.isArray(types) ? ['faire', 'types', index] : ['faire', 'types']),
      {
        field: 'types',
        message: fr`Le type ${quoted(type)} n’existe que pour les signalements.`,
        seen: quoted(type),
        expected: fr`un type d’acte des relances, par exemple « relance » ou « entretien »`,
        mend: fr`changez ce type, ou écrivez « quand: { signalement: recu } »`,
      },
    )
  }
}

function readAudience(written: Written['pour']): Audience {
  return {
    types: list(written?.types),
    sites: list(written?.sites),
    trainings: list(written?.formations),
    hasDisability: written?.psh === undefined ? null : written.psh === 'oui',
    moreThanDays: written?.duree_min ?? null,
  }
}

function readExpected(written: Written['faire']): Expected {
  return {
    types: list(written.types),
    recipients: list(written.destinataires),
    channels: list(written.canaux),
    count: written.nombre ?? 1,
  }
}

/** A value written alone or in a list, each once. */
function list<Item>(written: Item | readonly Item[] | undefined): readonly Item[] {
  if (written === undefined) return []
  return Array.isArray(written) ? [...new Set(written)] : [written as Item]
}
