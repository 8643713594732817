import { readFileSync } from 'node:fs'
import * as lib from '@cantoo/pdf-lib'
import { expect, it } from 'vitest'
import { placeFormFields, TICKED } from '../../src/render/place-form-fields.js'

// Printed by Chromium from three links to champ.invalid: a box, a text field, a signature.
const printed = readFileSync(new URL('fixtures/marked-links.pdf', import.meta.url))
const load = (bytes: Uint8Array) => lib.PDFDocument.load(bytes, { updateMetadata: false })

async function withFields() {
  const document = await load(printed)
  expect(placeFormFields(lib, document)).toBe(3)
  return document.save({ useObjectStreams: false, updateFieldAppearances: false })
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

it('leaves a document without marked links as it is', async () => {
  const document = await lib.PDFDocument.create()
  document.addPage()
  expect(placeFormFields(lib, document)).toBe(0)
  expect(document.catalog.has(lib.PDFName.of('AcroForm'))).toBe(false)
})
