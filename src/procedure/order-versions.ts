// Versions in order of their first day, with the last day of each. May not look at the obligations.
import { formatDate, fr, quoted } from '../kernel/french.js'
import { addDays } from '../kernel/local-date.js'
import type { LocatedYaml, YamlPath } from '../source/yaml.js'
import type { ProcedureReport } from './obligation-entry.js'
import { PROCEDURE_PROBLEMS } from './problems.js'
import type { ProcedureVersion } from './procedure.js'

export interface DatedVersion {
  readonly path: YamlPath
  readonly version: ProcedureVersion
}

/**
 * The versions by first day; one without `au` ends the day before the next.
 * Overlaps are errors, days without a version a warning.
 */
export function orderVersions(
  dated: readonly DatedVersion[],
  yaml: LocatedYaml,
  report: ProcedureReport,
): readonly ProcedureVersion[] {
  checkNumbers(dated, yaml, report)
  for (const { path, version } of dated) {
    if (version.obligations.length === 0) {
      report.say(PROCEDURE_PROBLEMS['VERSION-SANS-OBLIGATION'], yaml.placeOf([...path, 'version']), {
        field: 'obligations',
        message: fr`La version ${quoted(version.version)} ne contient aucune obligation.`,
        seen: null,
        expected: 'au moins une obligation',
        mend: fr`complétez « obligations », ou reprenez une procédure livrée avec « etend »`,
      })
    }
    if (version.from !== null && version.to !== null && version.from > version.to) {
      report.say(PROCEDURE_PROBLEMS['DATES-INVERSEES'], yaml.placeOf([...path, 'du']), {
        field: 'du',
        message: fr`La version ${quoted(version.version)} commence le ${formatDate(version.from)} et finit avant, le ${formatDate(version.to)}.`,
        seen: quoted(yaml.textAt([...path, 'du']) ?? ''),
        expected: fr`une date antérieure ou égale à « au »`,
        mend: fr`vérifiez « du » et « au » de cette version`,
        related: [yaml.placeOf([...path, 'au'])],
      })
    }
  }
  const ordered = dated.toSorted(
    (a, b) => (a.version.from ?? Number.NEGATIVE_INFINITY) - (b.version.from ?? Number.NEGATIVE_INFINITY),
  )
  return ordered.map((current, index) => {
    const next = ordered[index + 1]
    if (next === undefined) return current.version
    checkPair(current, next, yaml, report)
    const dayBefore = next.version.from === null ? null : addDays(next.version.from, -1)
    return { ...current.version, to: current.version.to ?? dayBefore }
  })
}

function checkNumbers(dated: readonly DatedVersion[], yaml: LocatedYaml, report: ProcedureReport): void {
  const first = new Map<string, YamlPath>()
  for (const { path, version } of dated) {
    const known = first.get(version.version)
    if (known === undefined) {
      first.set(version.version, path)
      continue
    }
    report.say(PROCEDURE_PROBLEMS['VERSION-EN-DOUBLE'], yaml.placeOf([...path, 'version']), {
      field: 'version',
      seen: quoted(version.version),
      expected: 'un numéro que les autres versions n’ont pas',
      mend: 'changez le numéro de cette version',
      related: [yaml.placeOf([...known, 'version'])],
    })
  }
}

function checkPair(
  current: DatedVersion,
  next: DatedVersion,
  yaml: LocatedYaml,
  report: ProcedureReport,
): void {
  const { from } = next.version
  const { to } = current.version
  const isSameStart = from === current.version.from
  if (from === null || isSameStart || (to !== null && to >= from)) {
    const place = from === null ? yaml.placeOf([...next.path, 'version']) : yaml.placeOf([...next.path, 'du'])
    report.say(PROCEDURE_PROBLEMS['VERSIONS-CHEVAUCHEMENT'], place, {
      field: 'du',
      message: fr`Les versions ${quoted(current.version.version)} et ${quoted(next.version.version)} sont en vigueur le même jour.`,
      seen: from === null ? null : quoted(yaml.textAt([...next.path, 'du']) ?? ''),
      expected:
        to === null
          ? fr`un premier jour « du » propre à chaque version`
          : fr`un premier jour après le ${formatDate(to)}`,
      mend: fr`corrigez « du » de cette version, ou « au » de la version ${quoted(current.version.version)}`,
      related: [yaml.placeOf([...current.path, to === null ? 'version' : 'au'])],
    })
  } else if (to !== null && addDays(to, 1) < from) {
    report.say(PROCEDURE_PROBLEMS['VERSIONS-INTERVALLE'], yaml.placeOf([...next.path, 'du']), {
      field: 'du',
      message: fr`Aucune version n’est en vigueur du ${formatDate(addDays(to, 1))} au ${formatDate(addDays(from, -1))}, entre les versions ${quoted(current.version.version)} et ${quoted(next.version.version)}.`,
      seen: quoted(yaml.textAt([...next.path, 'du']) ?? ''),
      expected: fr`le ${formatDate(addDays(to, 1))}, lendemain de la version ${quoted(current.version.version)}`,
      mend: fr`corrigez « du » ou « au » si la procédure était en vigueur ces jours-là`,
      related: [yaml.placeOf([...current.path, 'au'])],
    })
  }
}
