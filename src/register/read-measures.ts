// mesures.yaml: the formal measures of the organisation. May not look at the disk or at the exports.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import { parseWrittenDay } from '../kernel/written-day.js'
import { readShape } from '../source/shape.js'
import type { LocatedYaml, YamlPath } from '../source/yaml.js'
import type { Measure } from './measure.js'
import { MEASURE_PROBLEMS } from './measure-problems.js'
import { MEASURES_SCHEMA } from './measures-schema.js'

/** The measures in file order, or null when the file must be mended first; what is wrong is reported at its key. */
export function readMeasures(yaml: LocatedYaml, diagnostics: Diagnostics): readonly Measure[] | null {
  const written = readShape(MEASURES_SCHEMA, yaml, diagnostics)
  if (written === null) return null
  const firstPath = new Map<string, YamlPath>()
  let isUsable = true
  const measures = written.mesures.map((entry, index): Measure => {
    const path: YamlPath = ['mesures', index]
    const first = firstPath.get(entry.id)
    if (first === undefined) firstPath.set(entry.id, path)
    else {
      isUsable = false
      diagnostics.report({
        kind: MEASURE_PROBLEMS['MESURE-EN-DOUBLE'],
        place: yaml.placeOf([...path, 'id']),
        field: 'id',
        seen: quoted(entry.id),
        expected: fr`un « id » que le fichier ne contient pas encore`,
        mend: fr`changez cet « id », ou retirez l’une des deux mesures`,
        related: [yaml.placeOf([...first, 'id'])],
      })
    }
    const since = parseWrittenDay(entry.depuis)
    if (since === null) throw new Error('The form of mesures.yaml lets only days through')
    const until = entry.jusque === undefined ? null : parseWrittenDay(entry.jusque)
    if (until !== null && until < since) {
      isUsable = false
      diagnostics.report({
        kind: MEASURE_PROBLEMS['MESURE-DATES-INVERSEES'],
        place: yaml.placeOf([...path, 'depuis']),
        field: 'depuis',
        seen: quoted(entry.depuis),
        expected: fr`une date antérieure ou égale à « jusque »`,
        mend: fr`vérifiez « depuis » et « jusque » de cette mesure`,
        related: [yaml.placeOf([...path, 'jusque'])],
      })
    }
    const { effet } = entry
    if (effet !== undefined && effet.avant >= effet.apres) {
      isUsable = false
      diagnostics.report({
        kind: MEASURE_PROBLEMS['MESURE-ANNEES-INVERSEES'],
        place: yaml.placeOf([...path, 'effet', 'avant']),
        field: 'avant',
        seen: quoted(String(effet.avant)),
        expected: fr`une année antérieure à « apres »`,
        mend: fr`vérifiez « avant » et « apres » de cette mesure`,
        related: [yaml.placeOf([...path, 'effet', 'apres'])],
      })
    }
    return {
      id: entry.id,
      title: entry.intitule,
      category: entry.categorie,
      audience: {
        types: list(entry.public?.types),
        sites: list(entry.public?.sites),
        trainings: list(entry.public?.formations),
      },
      tools: list(entry.outils),
      since,
      until,
      evidence: list(entry.preuves),
      indicators: entry.indicateurs === undefined ? [12] : list(entry.indicateurs),
      targetedCause: entry.cause_visee ?? null,
      effect:
        effet === undefined ? null : { rate: effet.indicateur, before: effet.avant, after: effet.apres },
      place: yaml.placeOf(path),
    }
  })
  return isUsable ? measures : null
}

/** A value written alone or in a list, each once. */
function list<Item>(written: Item | readonly Item[] | undefined): readonly Item[] {
  if (written === undefined) return []
  return Array.isArray(written) ? [...new Set(written)] : [written as Item]
}
