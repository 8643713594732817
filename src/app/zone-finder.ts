// In which zone a learner is. May not read `i12.yaml`: its sites come ready made.
import type { Zone } from '../kernel/holidays.js'
import { textKey } from '../kernel/text-key.js'
import type { SiteSettings } from './workspace.js'

/** The zone of a site by its id, else by its name, as enrolments write it; that of the only site where they write none. */
export function zoneFinder(sites: readonly SiteSettings[]): (siteId: string) => Zone {
  const zones = new Map<string, Zone>()
  for (const { name, zone } of sites) zones.set(textKey(name), zone)
  for (const { id, zone } of sites) zones.set(textKey(id), zone)
  const [only, other] = sites
  const ordinary = only !== undefined && other === undefined ? only.zone : 'metropole'
  return (siteId) => zones.get(textKey(siteId)) ?? (siteId === '' ? ordinary : 'metropole')
}
