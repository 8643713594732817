// Contradictions between the state of an enrolment, its dates and the export of dropouts. Says them; the rules that
// settle them are in case-state.ts.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { counted, formatDate, fr, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { placeOf } from '../records/export-file.js'
import type { Dropout, Enrolment, Records } from '../records/records.js'
import type { EnrolmentStatus } from '../records/values.js'
import { exitOf, isDropoutWithoutEntry, saysCame } from './case-state.js'
import { REGISTER_PROBLEMS } from './problems.js'

/** Exits before the end, for which a date is due. */
const EARLY_EXITS: ReadonlySet<EnrolmentStatus> = new Set([
  'abandon',
  'force_majeure',
  'interruption_of',
  'exclusion',
  'rupture_contrat',
  'transfert',
])

/** States that leave nothing for the export of dropouts to tell. */
const NOT_AN_EXIT: ReadonlySet<EnrolmentStatus> = new Set(['inscrit', 'en_cours', 'termine', 'erreur'])

/** What is said of enrolments whose state is read as another, each once for all of them. */
const READ_AS_ANOTHER = {
  'INSCRIT-DEJA-ENTRE': {
    field: 'statut',
    seenOf: ({ enteredOn }: Enrolment) =>
      enteredOn === null
        ? fr`le statut « inscrit »`
        : fr`le statut « inscrit », avec une entrée le ${formatDate(enteredOn)}`,
    expected: fr`le statut « en_cours », ou une date d’entrée vide`,
    mend: fr`mettez le statut à jour ; en attendant, le dossier est lu comme en cours`,
  },
  'ABANDON-SANS-ENTREE': {
    field: 'date_entree',
    seenOf: ({ enteredOn }: Enrolment) => (enteredOn === null ? fr`une case vide` : formatDate(enteredOn)),
    expected: fr`une date d’entrée avant la sortie, si l’apprenant est venu`,
    mend: fr`complétez la date d’entrée, ou donnez au dossier le statut « annulation »`,
  },
  'STATUT-A-VENIR': {
    field: 'statut',
    seenOf: ({ status }: Enrolment) => fr`le statut ${quoted(status)}`,
    expected: fr`des dates qui ne dépassent pas la date d’arrêté`,
    mend: fr`rien n’est à faire si la date d’arrêté est voulue ; sinon, vérifiez ces dates`,
  },
} as const

/** Looks at enrolments one by one; `finish` says what is said once for all of them. */
export class EnrolmentCheck {
  readonly #diagnostics: Diagnostics
  readonly #asOf: LocalDate
  readonly #hasDropouts: boolean
  readonly #readAsAnother = new Map<keyof typeof READ_AS_ANOTHER, Enrolment[]>()
  readonly #withoutCohort: Enrolment[] = []

  constructor(records: Records, asOf: LocalDate, diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics
    this.#asOf = asOf
    this.#hasDropouts = records.sources.has('abandons')
  }

  /**
   * `dropouts` are the rows of abandons of the enrolment, `dropout` the one that counts, whatever its date; `readAs` is
   * the state that counts at the as-of date.
   */
  look(
    enrolment: Enrolment,
    dropouts: readonly Dropout[],
    dropout: Dropout | null,
    readAs: EnrolmentStatus,
  ): void {
    if (enrolment.status === 'erreur') return
    const exit = exitOf(enrolment, dropout)
    this.#lookAtEntry(enrolment)
    if (hasNoCohort(enrolment)) this.#withoutCohort.push(enrolment)
    if (readAs !== enrolment.status) this.#noteReading(enrolment, readAs)
    if (!isDropoutWithoutEntry(enrolment, dropout)) this.#lookAtOrder(enrolment, exit)
    this.#lookAtExit(enrolment, exit, dropout)
    if (dropouts.length > 1) this.#reportSeveral(dropouts, dropout)
    if (dropout !== null && (dropout.on === null || dropout.on <= this.#asOf)) {
      this.#lookAtDropout(enrolment, dropout)
    } else if (enrolment.status === 'abandon' && this.#hasDropouts && dropout === null) {
      this.#reportNoRow(enrolment, exit)
    }
  }

  #lookAtEntry(enrolment: Enrolment): void {
    if (enrolment.enteredOn !== null || enrolment.unusable.has('date_entree') || !saysCame(enrolment)) return
    const planned = enrolment.plannedEntryOn
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['ENTREE-MANQUANTE'],
      place: placeOf(enrolment, 'date_entree'),
      field: 'date_entree',
      seen: fr`une case vide, avec le statut ${quoted(enrolment.status)}`,
      isSeenDescribed: true,
      expected:
        planned === null
          ? fr`la date d’entrée ; la date d’entrée prévue est vide elle aussi`
          : fr`la date d’entrée ; la date prévue, le ${formatDate(planned)}, en tient lieu`,
      mend: fr`complétez la date d’entrée dans le logiciel d’où vient cet export`,
    })
  }

  #lookAtOrder(enrolment: Enrolment, exit: LocalDate | null): void {
    const { enteredOn } = enrolment
    if (enteredOn === null || exit === null || exit >= enteredOn) return
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['SORTIE-AVANT-ENTREE'],
      place: placeOf(enrolment, 'date_sortie'),
      field: 'date_sortie',
      seen: formatDate(exit),
      isSeenDescribed: true,
      expected: fr`une date à partir de l’entrée, le ${formatDate(enteredOn)}`,
      mend: fr`corrigez la date d’entrée ou la date de sortie`,
      related: [placeOf(enrolment, 'date_entree')],
    })
  }

  #lookAtExit(enrolment: Enrolment, exit: LocalDate | null, dropout: Dropout | null): void {
    if (EARLY_EXITS.has(enrolment.status)) {
      const isSaidElsewhere =
        enrolment.unusable.has('date_sortie') || (dropout !== null && dropout.on === null)
      if (exit !== null || isSaidElsewhere) return
      this.#diagnostics.report({
        kind: REGISTER_PROBLEMS['SORTIE-SANS-DATE'],
        place: placeOf(enrolment, 'date_sortie'),
        field: 'date_sortie',
        seen: fr`une case vide, avec le statut ${quoted(enrolment.status)}`,
        isSeenDescribed: true,
        expected: fr`la date de la sortie`,
        mend:
          enrolment.status === 'abandon'
            ? fr`complétez la date de sortie, ou la ligne du dossier dans l’export des abandons`
            : fr`complétez la date de sortie dans le logiciel d’où vient cet export`,
      })
    } else if (enrolment.status === 'en_cours' && exit !== null && exit <= this.#asOf) {
      this.#diagnostics.report({
        kind: REGISTER_PROBLEMS['SORTIE-EN-COURS'],
        place: placeOf(enrolment, 'date_sortie'),
        field: 'date_sortie',
        seen: formatDate(exit),
        isSeenDescribed: true,
        expected: fr`une case vide, ou un statut de sortie`,
        mend: fr`corrigez le statut, ou videz la date de sortie`,
      })
    }
  }

  #lookAtDropout(enrolment: Enrolment, dropout: Dropout): void {
    if (NOT_AN_EXIT.has(enrolment.status)) {
      if (dropout.decision !== 'invalide') this.#reportConflict(enrolment, dropout, 'dossier')
      return
    }
    if (dropout.cause === '' && dropout.export.columns.has('cause')) this.#reportNoCause(dropout)
    if (enrolment.status === 'abandon' && dropout.isForceMajeure === true) {
      this.#reportConflict(enrolment, dropout, 'force_majeure')
    }
  }

  #reportNoCause(dropout: Dropout): void {
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['SORTIE-SANS-CAUSE'],
      place: placeOf(dropout, 'cause'),
      field: 'cause',
      seen: fr`une case vide`,
      isSeenDescribed: true,
      expected: fr`la cause de la sortie, dans les mots de l’organisme`,
      mend: fr`complétez la cause dans l’export des abandons`,
    })
  }

  #reportConflict(enrolment: Enrolment, dropout: Dropout, field: string): void {
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['STATUT-ET-ABANDONS'],
      place: placeOf(dropout, field),
      field,
      seen:
        field === 'force_majeure'
          ? fr`une force majeure, pour un dossier au statut ${quoted(enrolment.status)}`
          : fr`une ligne d’abandon, pour un dossier au statut ${quoted(enrolment.status)}`,
      expected:
        field === 'force_majeure'
          ? fr`le statut « force_majeure », ou « non » dans cette colonne`
          : fr`le statut « abandon », ou aucune ligne`,
      mend: fr`corrigez celui des deux exports qui est faux ; en attendant, le statut compte`,
      related: [placeOf(enrolment, 'statut')],
    })
  }

  #reportNoRow(enrolment: Enrolment, exit: LocalDate | null): void {
    if (exit !== null && exit > this.#asOf) return
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['STATUT-ET-ABANDONS'],
      place: placeOf(enrolment, 'statut'),
      field: 'statut',
      seen: fr`le statut ${quoted(enrolment.status)}, sans ligne dans l’export des abandons`,
      isSeenDescribed: true,
      expected: fr`une ligne pour ce dossier dans l’export des abandons, avec sa date et sa cause`,
      mend: fr`ajoutez la ligne, ou corrigez le statut ; en attendant, le statut compte`,
    })
  }

  #reportSeveral(dropouts: readonly Dropout[], kept: Dropout | null): void {
    const extra = dropouts.find((row) => row !== kept)
    if (extra === undefined || kept === null) return
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['ABANDON-EN-DOUBLE'],
      place: placeOf(extra, 'dossier'),
      field: 'dossier',
      seen: counted(dropouts.length, 'ligne pour ce dossier', 'lignes pour ce dossier'),
      isSeenDescribed: true,
      expected: fr`une seule ligne par dossier`,
      mend: fr`gardez dans l’export des abandons la ligne qui dit vrai`,
      related: [placeOf(kept, 'dossier')],
    })
  }

  finish(): void {
    for (const code of Object.keys(READ_AS_ANOTHER) as (keyof typeof READ_AS_ANOTHER)[]) {
      this.#reportReading(code)
    }
    this.#reportWithoutCohort()
  }

  /** Every state read as another is said, whatever the rule that reads it so. */
  #noteReading(enrolment: Enrolment, readAs: EnrolmentStatus): void {
    const code =
      enrolment.status === 'inscrit'
        ? 'INSCRIT-DEJA-ENTRE'
        : readAs === 'annulation'
          ? 'ABANDON-SANS-ENTREE'
          : 'STATUT-A-VENIR'
    const known = this.#readAsAnother.get(code)
    if (known === undefined) this.#readAsAnother.set(code, [enrolment])
    else known.push(enrolment)
  }

  #reportReading(code: keyof typeof READ_AS_ANOTHER): void {
    const concerned = this.#readAsAnother.get(code) ?? []
    const [first] = concerned
    if (first === undefined) return
    const { field, seenOf, expected, mend } = READ_AS_ANOTHER[code]
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS[code],
      place: placeOf(first, field),
      field,
      seen: seenOf(first),
      isSeenDescribed: true,
      expected,
      mend,
      count: concerned.length,
      related: concerned.slice(1, MOST_RELATED).map((other) => placeOf(other, field)),
    })
  }

  #reportWithoutCohort(): void {
    const [first] = this.#withoutCohort
    if (first === undefined) return
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['COHORTE-INCONNUE'],
      place: placeOf(first, 'date_entree'),
      field: 'date_entree',
      seen: fr`une case vide, et aucune date d’entrée prévue`,
      isSeenDescribed: true,
      expected: fr`la date d’entrée, ou la date d’entrée prévue`,
      mend: fr`complétez l’une des deux dates dans le logiciel d’où vient cet export`,
      count: this.#withoutCohort.length,
      related: this.#withoutCohort.slice(1, MOST_RELATED).map((other) => placeOf(other, 'date_entree')),
    })
  }
}

function hasNoCohort({ enteredOn, plannedEntryOn, unusable }: Enrolment): boolean {
  return (
    enteredOn === null &&
    plannedEntryOn === null &&
    !unusable.has('date_entree') &&
    !unusable.has('date_entree_prevue')
  )
}

/** Places beyond this many help nobody. */
const MOST_RELATED = 20
