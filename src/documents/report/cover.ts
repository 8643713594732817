// The cover: who, what, when, under which référentiel. May not choose the référentiel.
import { formatDate, formatLongDate, fr, listed, quoted } from '../../kernel/french.js'
import { formatSiret } from '../../words/organisation.js'
import { AUDIT_WORDS } from '../../words/values.js'
import type { FactList } from '../blocks.js'
import type { ReportInputs } from './report-inputs.js'

/** Names of sites that the cover has room for. */
const SITES_ON_COVER = 8

export interface CoverView {
  readonly kicker: string
  readonly title: string
  readonly subtitle: string
  readonly organisation: string
  /** Said under the title of the pseudonymised rendering, else null. */
  readonly rendering: string | null
  readonly identity: FactList
  readonly subject: FactList
  readonly referential: {
    readonly heading: string
    readonly title: string
    readonly statement: string
    readonly source: string
    readonly reason: string
  }
}

export function coverView(inputs: ReportInputs, reference: string, version: string): CoverView {
  const { organisation, register, referential, procedure, naming } = inputs
  const sites = register.sites.map((site) => site.name)
  return {
    kicker: fr`Indicateur 12 du référentiel national qualité`,
    title: 'Engagement des bénéficiaires et prévention des ruptures de parcours',
    subtitle: 'Rapport de preuves',
    organisation: organisation.name,
    rendering: naming.isPseudonymised
      ? fr`Version pseudonymisée : les personnes et leurs dossiers y portent un code que seul l’organisme sait rapprocher d’un nom.`
      : null,
    identity: {
      facts: [
        { label: 'SIRET', value: formatSiret(organisation.siret) },
        {
          label: 'Déclaration d’activité',
          value:
            organisation.ndaRegion === ''
              ? organisation.nda
              : `${organisation.nda} (${organisation.ndaRegion})`,
        },
        { label: 'Adresse', value: organisation.address },
        { label: sites.length > 1 ? 'Sites' : 'Site', value: siteWords(sites) },
      ].filter((fact) => fact.value !== ''),
    },
    subject: {
      facts: [
        { label: 'Période', value: periodWords(inputs) },
        { label: 'Arrêté au', value: formatLongDate(register.asOf) },
        { label: 'Audit', value: auditWords(inputs) },
        {
          label: 'Procédure',
          value: [procedure.reference, procedure.title].filter((part) => part !== '').join(', '),
        },
        { label: 'Document', value: fr`${reference}, version ${version}` },
      ],
    },
    referential: {
      heading: 'Référentiel appliqué',
      title: referential.referential.title,
      statement: quoted(referential.referential.statement.text),
      source: referential.referential.statement.source,
      reason: referential.reason,
    },
  }
}

/** All sites while they fit on the cover; the part on method names every one. */
function siteWords(sites: readonly string[]): string {
  if (sites.length <= SITES_ON_COVER) return listed(sites)
  const others = sites.length - SITES_ON_COVER + 1
  return fr`${sites.slice(0, SITES_ON_COVER - 1).join(', ')} et ${others} autres`
}

function auditWords({ audit }: ReportInputs): string {
  const type = audit.type === null ? 'Audit' : AUDIT_WORDS[audit.type]
  const day = audit.on === null ? 'date non fixée' : fr`le ${formatLongDate(audit.on)}`
  const previous = audit.previousOn === null ? '' : fr` (précédent : ${formatDate(audit.previousOn)})`
  return `${type}, ${day}${previous}`
}

/** « du 12 juin 2025 au 30 novembre 2026 ». */
export function periodWords({ register }: ReportInputs): string {
  return fr`du ${formatLongDate(register.period.from)} au ${formatLongDate(register.period.to)}`
}
