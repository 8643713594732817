// The fields of a returned form. May not know what they ask.
import type { PDFDocument } from '@cantoo/pdf-lib'

/** Value of each field by its name: text as written, a box ticked or not; signature fields are left to verifyPdf. */
export type FormValues = ReadonlyMap<string, string | boolean>

/** Null when the bytes are not a PDF that can be read; empty for one without a form. Never throws on bad bytes. */
export async function readForm(bytes: Uint8Array): Promise<FormValues | null> {
  const lib = await import('@cantoo/pdf-lib')
  let document: PDFDocument
  try {
    document = await lib.PDFDocument.load(bytes, { updateMetadata: false })
    if (document.catalog.lookup(lib.PDFName.of('AcroForm')) === undefined) return new Map()
    const values = new Map<string, string | boolean>()
    for (const field of document.getForm().getFields()) {
      if (field instanceof lib.PDFTextField) values.set(field.getName(), field.getText() ?? '')
      else if (field instanceof lib.PDFCheckBox) values.set(field.getName(), field.isChecked())
    }
    return values
  } catch {
    return null
  }
}
