// Which training an enrolment is in. May not guess a duration or a type.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { counted, fr, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { textKey } from '../kernel/text-key.js'
import { placeOf } from '../records/export-file.js'
import type { Enrolment, Records, Training } from '../records/records.js'
import { REGISTER_PROBLEMS } from './problems.js'

/** Finds trainings by code, else by title; makes one from the name seen where no export describes it. */
export class TrainingCatalogue {
  readonly #diagnostics: Diagnostics
  readonly #hasExport: boolean
  readonly #byCode = new Map<string, Training>()
  readonly #byCodeKey = new Map<string, Training>()
  readonly #byTitle = new Map<string, Training[]>()
  readonly #made = new Map<string, { training: Training; first: Enrolment; count: number }>()
  readonly #ambiguous = new Map<string, { first: Enrolment; count: number; titles: readonly Training[] }>()
  readonly duplicates: Training[] = []

  constructor(records: Records, diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics
    this.#hasExport = records.sources.has('formations')
    for (const training of records.trainings) this.#add(training)
  }

  #add(training: Training): void {
    const first = this.#byCode.get(training.code)
    if (first !== undefined) {
      this.duplicates.push(training)
      this.#diagnostics.report({
        kind: REGISTER_PROBLEMS['FORMATION-EN-DOUBLE'],
        place: placeOf(training, 'code'),
        field: 'code',
        seen: quoted(training.code),
        expected: fr`un code différent pour chaque formation`,
        mend: fr`corrigez le code, ou retirez la ligne en trop de l’export des formations`,
        related: [placeOf(first, 'code')],
      })
      return
    }
    this.#byCode.set(training.code, training)
    const codeKey = textKey(training.code)
    if (!this.#byCodeKey.has(codeKey)) this.#byCodeKey.set(codeKey, training)
    const titleKey = textKey(training.title)
    const sameTitle = this.#byTitle.get(titleKey)
    if (sameTitle === undefined) this.#byTitle.set(titleKey, [training])
    else sameTitle.push(training)
  }

  trainingOf(enrolment: Enrolment): Training {
    const name = enrolment.trainingName
    const key = textKey(name)
    const byCode = this.#byCode.get(name) ?? this.#byCodeKey.get(key)
    if (byCode !== undefined) return byCode
    const titled = this.#byTitle.get(key)
    if (titled?.[0] !== undefined) {
      if (titled.length > 1) this.#noteAmbiguous(name, enrolment, titled)
      return titled[0]
    }
    return this.#make(name, key, enrolment)
  }

  #noteAmbiguous(name: string, enrolment: Enrolment, titles: readonly Training[]): void {
    const noted = this.#ambiguous.get(name)
    if (noted === undefined) this.#ambiguous.set(name, { first: enrolment, count: 1, titles })
    else noted.count += 1
  }

  #make(name: string, key: string, enrolment: Enrolment): Training {
    const known = this.#made.get(key)
    if (known !== undefined) {
      known.count += 1
      return known.training
    }
    const training: Training = {
      export: enrolment.export,
      row: enrolment.row,
      code: name,
      title: name,
      type: null,
      hours: null,
      days: null,
      certification: '',
      isSubcontracted: false,
      measures: [],
    }
    this.#made.set(key, { training, first: enrolment, count: 1 })
    return training
  }

  /** Says, once every enrolment has its training, which of them are not known well enough. */
  reportUnknown(used: ReadonlySet<Training>): void {
    for (const { first, count, titles } of this.#ambiguous.values())
      this.#reportAmbiguous(first, count, titles)
    if (this.#hasExport) {
      for (const { first, count } of this.#made.values()) this.#reportMade(first, count)
    } else {
      this.#reportMissingExport()
    }
    for (const training of used) {
      if (training.days === null && training.type !== null) this.#reportDuration(training)
    }
  }

  #reportAmbiguous(first: Enrolment, count: number, titles: readonly Training[]): void {
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['FORMATION-AMBIGUE'],
      place: placeOf(first, 'formation'),
      field: 'formation',
      seen: quoted(first.trainingName),
      expected: fr`l’un des codes ${titles.map(({ code }) => quoted(code)).join(', ')}`,
      mend: fr`écrivez le code de la formation à la place de son intitulé`,
      related: titles.map((training) => placeOf(training, 'intitule')),
      count,
    })
  }

  #reportMade(first: Enrolment, count: number): void {
    const names = [...this.#byCode.values()].flatMap(({ code, title }) => [code, title])
    const near = nearestWord(first.trainingName, names)
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['FORMATION-INCONNUE'],
      place: placeOf(first, 'formation'),
      field: 'formation',
      seen: first.trainingName === '' ? fr`une case vide` : quoted(first.trainingName),
      expected:
        near === null
          ? fr`un code ou un intitulé de l’export des formations`
          : fr`un code ou un intitulé de l’export des formations ; le plus proche est ${quoted(near)}`,
      mend: fr`ajoutez la formation à l’export des formations, ou corrigez son nom dans l’export des apprenants`,
      count,
    })
  }

  #reportMissingExport(): void {
    const made = [...this.#made.values()]
    if (made[0] === undefined) return
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['FORMATIONS-SANS-EXPORT'],
      place: placeOf(made[0].first, 'formation'),
      field: 'formation',
      seen: counted(made.length, 'formation connue par son seul nom', 'formations connues par leur seul nom'),
      isSeenDescribed: true,
      expected: fr`un export des formations avec code, intitulé, type et durée en jours`,
      mend: fr`ajoutez « formations » aux sources de i12.yaml`,
      count: made.reduce((sum, { count }) => sum + count, 0),
    })
  }

  #reportDuration(training: Training): void {
    this.#diagnostics.report({
      kind: REGISTER_PROBLEMS['DUREE-INCONNUE'],
      place: placeOf(training, 'jours'),
      field: 'jours',
      seen: fr`une case vide`,
      isSeenDescribed: true,
      expected: fr`un nombre de jours, par exemple 2,5`,
      mend: fr`complétez la durée en jours dans l’export des formations`,
    })
  }
}
