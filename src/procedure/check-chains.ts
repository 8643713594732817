// Obligations that follow others (`apres`): each leads to a response, and none back to itself.
import { fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { type ObligationEntry, type ProcedureReport, placeIn } from './obligation-entry.js'
import { PROCEDURE_PROBLEMS } from './problems.js'
import type { Obligation } from './procedure.js'

const APRES = ['quand', 'apres']

/** Checks the `apres` of one version. */
export function checkChains(
  entries: ReadonlyMap<string, ObligationEntry>,
  obligations: ReadonlyMap<string, Obligation>,
  report: ProcedureReport,
): void {
  const parentOf = new Map<string, string>()
  for (const [id, entry] of entries) {
    const trigger = obligations.get(id)?.trigger
    if (trigger?.kind !== 'after') continue
    const parentId = trigger.obligationId
    const parent = obligations.get(parentId)
    if (parent === undefined) {
      const near = nearestWord(
        parentId,
        [...entries.keys()].filter((known) => known !== id),
      )
      report.say(PROCEDURE_PROBLEMS['OBLIGATION-INCONNUE'], placeIn(entry, APRES), {
        field: 'apres',
        message: fr`L’obligation ${quoted(id)} suit ${quoted(parentId)}, que cette version ne contient pas.`,
        seen: quoted(parentId),
        expected: fr`l’« id » d’une obligation de la même version`,
        mend:
          near === null
            ? fr`corrigez cet « id », ou ajoutez l’obligation ${quoted(parentId)} à la version`
            : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
      })
      continue
    }
    parentOf.set(id, parentId)
    if (parent.kind === 'response' && parent.trigger?.kind !== 'violenceReport') continue
    report.say(PROCEDURE_PROBLEMS['APRES-SANS-SUITE'], placeIn(entry, APRES), {
      field: 'apres',
      message:
        parent.kind === 'response'
          ? fr`L’obligation ${quoted(parentId)} porte sur un signalement, pas sur une inscription : rien ne peut la suivre.`
          : fr`L’obligation ${quoted(parentId)} est de genre ${quoted(parent.kind)} : rien ne peut la suivre.`,
      seen: quoted(parentId),
      expected: fr`une obligation de genre « reponse » qui porte sur une inscription`,
      mend: fr`faites suivre une autre obligation, ou nommez l’événement dans « quand »`,
    })
  }
  reportCycles(entries, parentOf, report)
}

/** Says each circle once, at its first obligation. */
function reportCycles(
  entries: ReadonlyMap<string, ObligationEntry>,
  parentOf: ReadonlyMap<string, string>,
  report: ProcedureReport,
): void {
  const settled = new Set<string>()
  for (const start of parentOf.keys()) {
    const walked: string[] = []
    let id: string | undefined = start
    while (id !== undefined && !settled.has(id) && !walked.includes(id)) {
      walked.push(id)
      id = parentOf.get(id)
    }
    const circle = id === undefined || settled.has(id) ? [] : walked.slice(walked.indexOf(id))
    for (const step of walked) settled.add(step)
    const inFile = [...entries.keys()].filter((known) => circle.includes(known))
    const [first] = inFile
    const entry = first === undefined ? undefined : entries.get(first)
    if (first === undefined || entry === undefined) continue
    const from = circle.indexOf(first)
    const round = [...circle.slice(from), ...circle.slice(0, from), first]
    report.say(PROCEDURE_PROBLEMS['APRES-CYCLIQUE'], placeIn(entry, APRES), {
      field: 'apres',
      message:
        circle.length === 1
          ? fr`L’obligation ${quoted(first)} est sa propre suite : elle ne commence jamais.`
          : fr`Ces obligations s’attendent l’une l’autre : ${listed(round.map(quoted), 'puis')}.`,
      seen: quoted(parentOf.get(first) ?? ''),
      expected: fr`une suite qui part d’un événement (absence, abandon, entree…)`,
      mend: fr`remplacez « apres » par un événement dans l’une de ces obligations`,
      related: inFile.slice(1).flatMap((id) => {
        const other = entries.get(id)
        return other === undefined ? [] : [placeIn(other, APRES)]
      }),
    })
  }
}
