// Rows of apprenants.
import type { Enrolment } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { EnrolmentStatus } from '../values.js'
import { computedNumber } from './computed-number.js'
import { listOf } from './list-of.js'
import { namesReader } from './names.js'
import type { ReadRow } from './read-row.js'

/** @param setAsideIds takes the file numbers of rows that are set aside */
export function enrolmentReader(reader: RowReader, setAsideIds: Set<string>): ReadRow<Enrolment> {
  const { file } = reader
  const writtenId = reader.settings.computesNumber ? null : reader.requiredFileNumber('dossier')
  const nameOf = namesReader(reader)
  const email = reader.text('email')
  const phone = reader.text('telephone')
  const address = reader.text('adresse')
  const trainingName = reader.requiredText('formation')
  const session = reader.text('session')
  const siteId = reader.text('site')
  const plannedEntryOn = reader.day('date_entree_prevue')
  const entered = reader.moment('date_entree')
  const plannedEndOn = reader.day('date_fin_prevue')
  const left = reader.moment('date_sortie')
  const contractEnded = reader.moment('date_rupture')
  const newContractOn = reader.day('date_nouveau_contrat')
  const status = reader.requiredChoice<EnrolmentStatus>('statut')
  const plannedHours = reader.hours('heures_prevues')
  const doneHours = reader.hours('heures_realisees')
  const funder = reader.text('financeur')
  const company = reader.text('entreprise')
  const prescriber = reader.text('prescripteur')
  const tutor = reader.text('tuteur')
  const legalRepresentative = reader.text('responsable_legal')
  const referent = reader.text('referent')
  const funderEmail = reader.text('email_financeur')
  const companyEmail = reader.text('email_entreprise')
  const prescriberEmail = reader.text('email_prescripteur')
  const tutorEmail = reader.text('email_tuteur')
  const legalRepresentativeEmail = reader.text('email_responsable_legal')
  const hasDisability = reader.yesNo('psh')
  const adaptation = reader.text('amenagement')
  const replacedBy = reader.fileNumber('remplace_par')
  const personNumber = reader.text('personne')
  const risks = reader.text('risques')
  const preparationHours = reader.hours('temps_preparation')
  return (cells, row) => {
    const entry = entered(cells, row)
    const exit = left(cells, row)
    const termination = contractEnded(cells, row)
    const name = nameOf(cells, row)
    const training = trainingName(cells, row)
    const planned = plannedEntryOn(cells, row)
    const enrolment = {
      export: file,
      row,
      id: writtenId === null ? computedNumber(name, training, entry?.on ?? planned) : writtenId(cells, row),
      lastName: name.lastName,
      firstName: name.firstName,
      email: email(cells, row),
      phone: phone(cells, row),
      address: address(cells, row),
      trainingName: training,
      session: session(cells, row),
      siteId: siteId(cells, row),
      plannedEntryOn: planned,
      enteredOn: entry?.on ?? null,
      enteredMinute: entry?.minute ?? null,
      plannedEndOn: plannedEndOn(cells, row),
      leftOn: exit?.on ?? null,
      leftMinute: exit?.minute ?? null,
      contractEndedOn: termination?.on ?? null,
      contractEndedMinute: termination?.minute ?? null,
      newContractOn: newContractOn(cells, row),
      status: status(cells, row),
      plannedHours: plannedHours(cells, row),
      doneHours: doneHours(cells, row),
      funder: funder(cells, row),
      company: company(cells, row),
      prescriber: prescriber(cells, row),
      tutor: tutor(cells, row),
      legalRepresentative: legalRepresentative(cells, row),
      referent: referent(cells, row),
      funderEmail: funderEmail(cells, row),
      companyEmail: companyEmail(cells, row),
      prescriberEmail: prescriberEmail(cells, row),
      tutorEmail: tutorEmail(cells, row),
      legalRepresentativeEmail: legalRepresentativeEmail(cells, row),
      hasDisability: hasDisability(cells, row),
      adaptation: adaptation(cells, row),
      replacedBy: replacedBy(cells, row),
      personNumber: personNumber(cells, row),
      risks: listOf(risks(cells, row), /[|\n]/),
      preparationHours: preparationHours(cells, row),
      unusable: reader.takeUnusable(),
    }
    // Without a number nothing can be tied to the row; without a known state it is in no population.
    if (enrolment.id !== '' && enrolment.status !== null) return enrolment as Enrolment
    if (enrolment.id !== '') setAsideIds.add(enrolment.id)
    return null
  }
}
