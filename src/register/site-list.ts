// Which site an enrolment belongs to. May not read `i12.yaml`: its sites come ready made.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { textKey } from '../kernel/text-key.js'
import type { WorkingCalendar } from '../kernel/working-calendar.js'
import { placeOf } from '../records/export-file.js'
import type { Enrolment } from '../records/records.js'
import { REGISTER_PROBLEMS } from './problems.js'
import type { Site } from './register.js'

/** Finds sites by id, else by name; makes one with the ordinary calendar from a name that nobody declared. */
export class SiteList {
  readonly #declared: readonly Site[]
  readonly #byKey = new Map<string, Site>()
  readonly #made = new Map<string, { site: Site; first: Enrolment; count: number }>()
  readonly #ordinary: WorkingCalendar

  constructor(declared: readonly Site[], ordinary: WorkingCalendar) {
    this.#declared = declared
    this.#ordinary = ordinary
    for (const site of declared) this.#byKey.set(textKey(site.id), site)
    for (const site of declared) {
      const key = textKey(site.name)
      if (!this.#byKey.has(key)) this.#byKey.set(key, site)
    }
  }

  siteOf(enrolment: Enrolment): Site {
    const key = textKey(enrolment.siteId)
    const declared = this.#byKey.get(key)
    if (declared !== undefined) return declared
    const [only] = this.#declared
    if (key === '' && only !== undefined && this.#declared.length === 1) return only
    const made = this.#made.get(key)
    if (made !== undefined) {
      made.count += 1
      return made.site
    }
    const site = {
      id: enrolment.siteId,
      name: key === '' ? fr`site non renseigné` : enrolment.siteId,
      calendar: this.#ordinary,
    }
    this.#made.set(key, { site, first: enrolment, count: 1 })
    return site
  }

  /** The declared sites, then those made from names, in the order in which they were met. */
  get all(): readonly Site[] {
    return [...this.#declared, ...[...this.#made.values()].map(({ site }) => site)]
  }

  /** Says which sites are not declared, once every enrolment has its own; silent where none is declared at all. */
  reportUnknown(diagnostics: Diagnostics): void {
    if (this.#declared.length === 0) return
    const ids = this.#declared.map(({ id }) => id)
    for (const { first, count } of this.#made.values()) {
      const near = nearestWord(first.siteId, ids)
      diagnostics.report({
        kind: REGISTER_PROBLEMS['SITE-INCONNU'],
        place: placeOf(first, 'site'),
        field: 'site',
        seen: first.siteId === '' ? fr`une case vide` : quoted(first.siteId),
        expected:
          near === null
            ? listed(ids.map(quoted), 'ou')
            : fr`${listed(ids.map(quoted), 'ou')} ; le plus proche est ${quoted(near)}`,
        mend: fr`corrigez le site, ou ajoutez-le à « organisme.sites » dans i12.yaml`,
        count,
      })
    }
  }
}
