import { readFileSync } from 'node:fs'
import * as lib from '@cantoo/pdf-lib'
import { expect, it } from 'vitest'
import { FORM_FONT } from '../../src/render/form-font.js'
import { dictionaryAt, pagesOf, readPdf } from '../../src/render/pdf-objects.js'
import { writePdf } from '../../src/render/pdf-writer.js'
import { DividedField, placeFormFields, TICKED } from '../../src/render/place-form-fields.js'

// Printed by Chromium from three links to champ.invalid: a box, a text field, a signature.
const printed = readFileSync(new URL('fixtures/marked-links.pdf', import.meta.url))
const load = (bytes: Uint8Array) => lib.PDFDocument.load(bytes, { updateMetadata: false })

async function withFields(values?: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const file = readPdf(printed)
  expect(placeFormFields(file, values)).toBe(3)
  return writePdf(file)
}

it('turns marked links into a box, a text field and an empty signature field', async () => {
  const fields = (await load(await withFields())).getForm().getFields()
  expect(fields.map((field) => [field.getName(), field.acroField.FT().decodeText()])).toEqual([
    ['motif-temps', 'Btn'],
    ['autre', 'Tx'],
    ['apprenant', 'Sig'],
  ])
  expect(fields.every(({ acroField }) => acroField.dict.has(lib.PDFName.of('TU')))).toBe(true)
})

it('keeps each field in the structure tree, tagged as a form', async () => {
  const document = await load(await withFields())
  const tags = document.context
    .enumerateIndirectObjects()
    .map(([, object]) => (object instanceof lib.PDFDict ? object.get(lib.PDFName.of('S')) : undefined))
    .map(String)
  expect(tags.filter((tag) => tag === '/Form')).toHaveLength(3)
  expect(tags).not.toContain('/Link')
})

it('gives fields that can be filled in and read back', async () => {
  const document = await load(await withFields())
  document.getForm().getCheckBox('motif-temps').check()
  document.getForm().getTextField('autre').setText('Déménagement')
  const form = (await load(await document.save())).getForm()
  expect(form.getCheckBox('motif-temps').isChecked()).toBe(true)
  expect(String(form.getCheckBox('motif-temps').acroField.getValue())).toBe(`/${TICKED}`)
  expect(form.getTextField('autre').getText()).toBe('Déménagement')
})

it('draws with a font that is in the file, and every field has an appearance', async () => {
  const document = await load(await withFields())
  for (const field of document.getForm().getFields()) {
    expect(field.acroField.dict.has(lib.PDFName.of('AP'))).toBe(true)
  }
  const form = document.catalog.lookup(lib.PDFName.of('AcroForm'), lib.PDFDict)
  const fonts = form
    .lookup(lib.PDFName.of('DR'), lib.PDFDict)
    .lookup(lib.PDFName.of('Font'), lib.PDFDict)
    .lookup(lib.PDFName.of(FORM_FONT), lib.PDFDict)
  const descriptor = fonts.lookup(lib.PDFName.of('FontDescriptor'), lib.PDFDict)
  expect(descriptor.has(lib.PDFName.of('FontFile2'))).toBe(true)
  const widths = fonts.lookup(lib.PDFName.of('Widths'), lib.PDFArray)
  expect(widths.size()).toBe(256 - 32)
})

it('says which field stands in two places', async () => {
  const file = readPdf(printed)
  expect(() => placeFormFields(file, new Map([['autre', 'x']]))).toThrow(DividedField)
})

it('leaves a document without marked links as it is', () => {
  const file = readPdf(printed)
  for (const page of pagesOf(file)) dictionaryAt(file, page).delete('Annots')
  expect(placeFormFields(file)).toBe(0)
  expect(dictionaryAt(file, file.root).has('AcroForm')).toBe(false)
})
