// Delays that `delais` decides for obligations taken over with « à fixer ».
import { fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { LocatedYaml } from '../source/yaml.js'
import type { ObligationEntry, ProcedureReport } from './obligation-entry.js'
import { PROCEDURE_PROBLEMS } from './problems.js'
import type { WrittenProcedure } from './procedure-schema.js'
import { openDelayOf } from './read-delay.js'

/** The decisions of one file; each must decide something, in some version. */
export class DelayDecisions {
  readonly #written: Readonly<Record<string, string>>
  readonly #yaml: LocatedYaml
  readonly #decided = new Map<ObligationEntry, ObligationEntry>()
  /** Ids met, and whether some version leaves their delay open. */
  readonly #met = new Map<string, boolean>()

  constructor({ delais = {} }: WrittenProcedure, yaml: LocatedYaml) {
    this.#written = delais
    this.#yaml = yaml
  }

  /** The obligations of a version, with their delays decided; the same entry decided is the same object. */
  apply(entries: ReadonlyMap<string, ObligationEntry>): ReadonlyMap<string, ObligationEntry> {
    return new Map([...entries].map(([id, entry]) => [id, this.#decide(id, entry)]))
  }

  #decide(id: string, entry: ObligationEntry): ObligationEntry {
    const text = Object.hasOwn(this.#written, id) ? this.#written[id] : undefined
    const path = entry.decided === undefined ? openDelayOf(entry) : null
    this.#met.set(id, path !== null || this.#met.get(id) === true)
    if (text === undefined || path === null) return entry
    const known = this.#decided.get(entry)
    if (known !== undefined) return known
    const place = this.#yaml.placeOf(['delais', id])
    const decided = { ...entry, decided: { path, text, place } }
    this.#decided.set(entry, decided)
    return decided
  }

  /** Says what decides nothing: an id that no version holds, or a delay already set. */
  finish(report: ProcedureReport): void {
    for (const id of Object.keys(this.#written)) {
      const isOpen = this.#met.get(id)
      if (isOpen === true) continue
      const open = [...this.#met].filter(([, is]) => is).map(([other]) => other)
      const near = isOpen === undefined ? nearestWord(id, open.length > 0 ? open : this.#met.keys()) : null
      report.say(
        PROCEDURE_PROBLEMS[isOpen === undefined ? 'OBLIGATION-INCONNUE' : 'DELAI-DEJA-FIXE'],
        this.#yaml.placeOf(['delais', id], 'key'),
        {
          field: 'delais',
          message:
            isOpen === undefined
              ? fr`« delais » nomme ${quoted(id)}, que la procédure ne contient pas.`
              : fr`Le délai de l’obligation ${quoted(id)} est déjà fixé dans la procédure.`,
          seen: quoted(id),
          expected:
            open.length === 0
              ? fr`aucun délai ne reste à fixer`
              : fr`l’« id » d’une obligation au délai ouvert : ${listed(open, 'ou')}`,
          mend:
            near === null
              ? isOpen === undefined
                ? fr`retirez cette ligne de « delais »`
                : fr`retirez cette ligne ; pour changer ce délai, recopiez l’obligation dans votre procédure`
              : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
        },
      )
    }
  }
}
