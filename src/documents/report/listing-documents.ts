// The whole listing of relaunches where it is too long for the report: documents of their own, beside it.
// May not choose rows: all of them are printed, newest first.
import { formatDate, formatNumber, fr } from '../../kernel/french.js'
import type { TableBlock } from '../blocks.js'
import type { PrintableDocument } from '../printable-document.js'
import {
  listingDocumentCount,
  listingFileStem,
  RELAUNCHES_IN_ONE_DOCUMENT,
  type Relaunch,
  wholeListingTables,
} from './relaunches.js'
import { isListed, type ReportInputs } from './report-inputs.js'

export interface ListingView {
  readonly kicker: string
  readonly title: string
  readonly lead: string
  readonly listing: readonly TableBlock[]
}

/** Documents that print the listing, none where the report itself holds it. */
export function listingDocuments(
  inputs: ReportInputs,
  relaunches: readonly Relaunch[],
  reference: string,
  version: string,
): PrintableDocument[] {
  const listable = relaunches.filter((relaunch) => isListed(inputs, relaunch.case))
  const count = listingDocumentCount(inputs, listable)
  return Array.from({ length: count }, (_, index) => {
    const first = index * RELAUNCHES_IN_ONE_DOCUMENT
    const rows = listable.slice(first, first + RELAUNCHES_IN_ONE_DOCUMENT)
    const title = fr`Listing des relances, partie ${index + 1} sur ${count}`
    const view: ListingView = {
      kicker: fr`${inputs.organisation.name} · arrêté au ${formatDate(inputs.register.asOf)}`,
      title,
      lead: fr`Actes ${formatNumber(first + 1)} à ${formatNumber(first + rows.length)} sur ${formatNumber(listable.length)}, du plus récent au plus ancien.`,
      listing: wholeListingTables(inputs, rows),
    }
    return {
      template: 'report/listing',
      fileStem: listingFileStem(index, count),
      title: fr`${title}, ${inputs.organisation.name}${inputs.naming.mark}`,
      reference,
      version,
      runningHeader: { left: inputs.organisation.name, right: title },
      runningFooter: fr`${reference}, version ${version}${inputs.naming.mark}`,
      view,
    }
  })
}
