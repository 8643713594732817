import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../src/kernel/failure.js'
import { dateOf, type LocalDate } from '../../src/kernel/local-date.js'
import { type OpenBrowser, openBrowser } from '../../src/render/browser.js'
import { dictionaryAt, pagesOf, readPdf } from '../../src/render/pdf-objects.js'
import { type BatchLetter, printBatch } from '../../src/render/print-batch.js'
import { HOSTILE_NAMES, overridesOf } from './example-page.js'
import { decodePdfString, fontsOf, structureOf, textOf } from './look-into-pdf.js'

const TEMPLATE = `<article><h1>{{title}}</h1>{{#each paragraphs}}<p>{{this}}</p>{{/each}}
<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>{{title}}</td></tr></tbody></table>
<p><a href="#fin">fin</a></p><p id="fin">Fin de {{title}}</p></article>`

let browser: OpenBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const overrides = overridesOf(TEMPLATE, 'lettre.hbs')

async function print(letters: readonly BatchLetter[], tabs = 2): Promise<Uint8Array[]> {
  const printed: Uint8Array[] = []
  for await (const { bytes, faults } of printBatch(letters, {
    browser,
    date: dateOf(2026, 11, 30) as LocalDate,
    creator: 'i12 0.1.0',
    author: 'Horizon Formation',
    presentation: { styles: ['letter'], overrides },
    hasPageNumbers: true,
    tabs,
  })) {
    expect(faults).toEqual([])
    printed.push(bytes as Uint8Array)
  }
  return printed
}

/** `paragraphs` long enough for two pages where asked. */
function letter(title: string, isLong = false): BatchLetter {
  const paragraphs = Array.from({ length: isLong ? 60 : 2 }, (_, i) => `Paragraphe ${i} de ${title}.`)
  return { template: 'lettre', view: { title, paragraphs }, title: `Lettre de ${title}` }
}

describe('letters printed together', () => {
  const letters = Array.from({ length: 57 }, (_, i) =>
    letter(`${i} ${HOSTILE_NAMES[i % HOSTILE_NAMES.length]}`, i === 3 || i === 4 || i === 53),
  )
  let printed: Uint8Array[]
  beforeAll(async () => {
    printed = await print(letters)
  })

  it('come out one by one, in their order, under their titles', () => {
    expect(printed).toHaveLength(57)
    printed.forEach((bytes, i) => {
      const file = readPdf(bytes)
      expect(decodePdfString(dictionaryAt(file, file.info ?? undefined).get('Title'))).toBe(letters[i]?.title)
    })
  })

  it('have pages of their own, counted per letter', () => {
    const counts = printed.map((bytes) => pagesOf(readPdf(bytes)).length)
    expect(counts.filter((count) => count > 1)).toHaveLength(3)
    for (const [i, count] of counts.entries()) {
      const words = textOf(readPdf(printed[i] as Uint8Array)).replace(/\s/g, '')
      for (let page = 1; page <= count; page++) expect(words).toContain(`page${page}/${count}`)
    }
  })

  it('are tagged, each with its own tree and nothing of the others', () => {
    for (const i of [0, 4, 50, 56]) {
      const file = readPdf(printed[i] as Uint8Array)
      const kinds = structureOf(file).map(({ kind }) => kind)
      expect(kinds[0]).toBe('Document')
      for (const kind of ['H1', 'Table', 'TH', 'TD', 'Link'])
        expect(kinds.filter((found) => found === kind)).toHaveLength(1)
      expect(textOf(file)).toContain(`Fin de ${i} `)
      expect(textOf(file)).not.toContain(`Fin de ${i === 0 ? 1 : i - 1} `)
      expect(fontsOf(file)).not.toContain('Type3')
      expect((printed[i] as Uint8Array).length).toBeLessThan(90_000)
    }
  })

  it('have the same bytes whatever the number of tabs', async () => {
    const again = await print(letters, 1)
    again.forEach((bytes, i) => {
      expect(Buffer.compare(Buffer.from(bytes), Buffer.from(printed[i] as Uint8Array))).toBe(0)
    })
  })
})

describe('a batch that fails', () => {
  it('says which letter has a form field in two places, and makes the others', async () => {
    const field = 'champ:texte/lieu?libelle=Lieu'
    const form = `<h1>{{title}}</h1><p><a href="${field}">a</a></p>{{#if again}}<p><a href="${field}">b</a></p>{{/if}}`
    const letters = [false, true, false].map((again, i) => ({
      template: 'formulaire',
      view: { title: String(i), again },
      title: String(i),
    }))
    const made = []
    for await (const one of printBatch(letters, {
      browser,
      date: dateOf(2026, 11, 30) as LocalDate,
      creator: 'i12 0.1.0',
      author: null,
      presentation: { styles: ['letter'], overrides: overridesOf(form, 'formulaire.hbs') },
      hasPageNumbers: true,
    })) {
      made.push(one)
    }
    expect(made.map(({ bytes }) => bytes !== null)).toEqual([true, false, true])
    expect(made[1]?.problem).toContain('lieu')
  })

  it('says which field of the template is unknown, after the letters before it', async () => {
    const failing = [
      ...Array.from({ length: 51 }, (_, i) => letter(String(i))),
      { ...letter('x'), view: { title: 'x' } },
    ]
    await expect(print(failing)).rejects.toThrow(Refusal)
    expect(await print([letter('a')])).toHaveLength(1)
  })

  it('is empty for no letter', async () => {
    expect(await print([])).toEqual([])
  })
})
