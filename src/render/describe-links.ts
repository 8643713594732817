// What a link does, for those who cannot see where it stands (ISO 14289-1, 7.18.5). May not change where it leads.
import { arrayAt, dictionaryAt, type PdfDictionary, type PdfFile, pdfString, resolve } from './pdf-objects.js'

/** Gives each link of a page its words. `pageOfAnchor`: page numbers of the anchors that links inside the file name. */
export function describeLinks(
  file: PdfFile,
  page: PdfDictionary,
  pageOfAnchor: ReadonlyMap<string, number>,
): void {
  for (const annotation of arrayAt(file, page.get('Annots'))) {
    const link = dictionaryAt(file, annotation)
    if (link.get('Subtype') !== '/Link' || link.has('Contents')) continue
    const name = link.get('Dest')
    const number = typeof name === 'string' ? pageOfAnchor.get(name.slice(1)) : undefined
    const address = resolve(file, dictionaryAt(file, link.get('A')).get('URI'))
    if (number !== undefined) link.set('Contents', pdfString(`Aller à la page ${number}`))
    else if (typeof address === 'string') link.set('Contents', address)
    else link.set('Contents', pdfString('Aller à la partie citée'))
  }
}
