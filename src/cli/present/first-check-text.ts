// The first check: what it found by its causes, the three things to do first and what each would change. The whole is
// what `i12 check` prints.
import type { CheckResult } from '../../app/dossier.js'
import type { Diagnostic } from '../../kernel/diagnostic.js'
import { counted, fr } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import type { Ledger, Verdict } from '../../procedure/ledger.js'
import { VERDICT_WORDS } from '../../words/values.js'
import { subjectOf } from '../../words/verdict.js'
import { breachGroups } from './breaches.js'
import { lastLine } from './check-text.js'
import type { Paint } from './paint.js'

interface Cause {
  readonly sentence: string
  readonly mend: string
  /** What mending it would change. */
  readonly change: string
  readonly isFatal: boolean
  readonly isError: boolean
  readonly count: number
  readonly examples: readonly string[]
}

const FIRST = 3
/** Causes listed after the first ones. */
const LISTED = 8

export function firstCheckText(result: CheckResult, paint: Paint): string {
  const causes = [...dataCauses(result.diagnostics), ...breachCauses(result.ledger)].sort(byWeight)
  const first = causes.slice(0, FIRST)
  const others = causes.slice(FIRST)
  const lines = [
    ...(first.length === 0 ? [] : [paint('bold', fr`À faire d’abord :`)]),
    ...first.flatMap(({ sentence, mend, change, examples }, index) => [
      `${index + 1}. ${sentence}`,
      ...(examples.length === 0 ? [] : [fr`   Où : ${examples.join(', ')}`]),
      fr`   À faire : ${mend}`,
      fr`   Ce que cela change : ${change}`,
    ]),
    ...(others.length === 0 ? [] : ['', fr`Ensuite :`]),
    ...others.slice(0, LISTED).map(({ sentence }) => `– ${sentence}`),
    ...(others.length > LISTED
      ? [fr`– et ${counted(others.length - LISTED, 'autre cause', 'autres causes')}`]
      : []),
    '',
    paint('bold', lastLine(result, paint)),
    fr`Le détail, ligne par ligne : i12 check`,
  ]
  return `${lines.join('\n')}\n`
}

/** What stops everything, then what loses rows, then what people can act on most often. */
function byWeight(a: Cause, b: Cause): number {
  return Number(b.isFatal) - Number(a.isFatal) || Number(b.isError) - Number(a.isError) || b.count - a.count
}

/** One cause for each code: the same mistake of several columns and files has one mend. */
function dataCauses(diagnostics: readonly Diagnostic[]): readonly Cause[] {
  return [...groupedBy(diagnostics, ({ kind }) => kind.code).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { kind, mend } = first
    const count = group.reduce((sum, one) => sum + (one.count ?? 1), 0)
    const places = [
      ...groupedBy(group, ({ place, field }) => `${place.file}${field === null ? '' : fr`, ${field}`}`),
    ]
    const only = group.length === 1 ? (first.message ?? kind.summary) : kind.summary
    return [
      {
        sentence:
          count === 1
            ? `${only} (${kind.code})`
            : fr`${only} (${kind.code}, ${counted(count, 'fois', 'fois')})`,
        mend,
        change: changeOf(kind, count),
        isFatal: kind.isFatal === true,
        isError: kind.severity === 'error',
        count,
        examples: places
          .slice(0, 3)
          .map(([where, own]) => `${where} (${own.reduce((sum, one) => sum + (one.count ?? 1), 0)})`),
      },
    ]
  })
}

function changeOf({ isFatal, severity, code }: Diagnostic['kind'], count: number): string {
  if (isFatal) return fr`sans cela, rien n’est jugé ; ensuite, le contrôle peut tout lire.`
  if (code === 'DELAI-A-FIXER') {
    return fr`${counted(count, 'obligation a', 'obligations ont')} alors une échéance, et ce qui est en retard se voit.`
  }
  if (code === 'ACTES-SANS-EFFET') return fr`les obligations que ces actes remplissent ne manquent plus.`
  if (code === 'DESTINATAIRE-INCONNU') return fr`les constats indéterminés deviennent tenus ou manquants.`
  if (severity === 'error')
    return fr`les lignes concernées (${counted(count, 'constat', 'constats')}) entrent dans les comptes.`
  return fr`l’avertissement disparaît ; aucun compte n’en dépend s’il est voulu.`
}

/** Obligations by how they fail. */
function breachCauses(ledger: Ledger | null): readonly Cause[] {
  if (ledger === null) return []
  return breachGroups(ledger).flatMap(({ obligation, breaches }) =>
    [...groupedBy(breaches, failingOf)].map(([failing, own]) => ({
      sentence: fr`${obligation.title} : ${counted(own.length, 'constat', 'constats')} ${failing} (${obligation.id})`,
      mend:
        own[0]?.status === 'missing'
          ? fr`si l’acte a eu lieu, ajoutez-le à l’export des relances ; sinon, faites-le`
          : own[0]?.status === 'late'
            ? fr`dites pourquoi dans la source « explications » ; un retard ne se rattrape pas`
            : fr`rangez la preuve et écrivez son chemin dans la colonne « preuve »`,
      change:
        own[0]?.status === 'late'
          ? fr`le verdict reste, votre explication est imprimée à côté.`
          : fr`${counted(own.length, 'écart', 'écarts')} de moins au rapport.`,
      isFatal: false,
      isError: obligation.gravity === 'ecart',
      count: own.length,
      examples: own.slice(0, 3).map(subjectOf),
    })),
  )
}

function failingOf({ status }: Verdict): string {
  return status === 'met' ? fr`sans preuve` : VERDICT_WORDS[status]
}
