// A synonym has one meaning: no word stands for two values of a list, and none takes the place of a canonical value.
import { expect, it } from 'vitest'
import { FIELDS } from '../../src/records/fields.js'
import { nameKey } from '../../src/records/name-key.js'
import { synonymsOf, VALUE_SYNONYMS, YES_NO_SYNONYMS } from '../../src/records/synonyms.js'

it.each([
  ...Object.entries(VALUE_SYNONYMS),
  ...Object.entries(YES_NO_SYNONYMS),
])('%s: each word stands for one value, which is not another canonical one', (_, synonyms) => {
  const meanings = new Map(Object.keys(synonyms).map((value) => [nameKey(value), value]))
  for (const [value, words] of Object.entries(synonyms)) {
    for (const word of words) {
      const known = meanings.get(nameKey(word))
      expect(known === undefined || known === value, `${word}: ${known} or ${value}`).toBe(true)
      meanings.set(nameKey(word), value)
    }
  }
})

it('names only values of its list', () => {
  for (const [source, fields] of Object.entries(FIELDS)) {
    for (const { header, kind, values } of fields) {
      if (kind !== 'choice') continue
      for (const value of Object.keys(synonymsOf(source, header))) expect(values).toContain(value)
    }
  }
})

it('leaves to their column, or to i12.yaml, the words of two meanings', () => {
  const words = (source: string, header: string) =>
    Object.values(synonymsOf(source, header)).flat().map(nameKey)
  expect(words('absences', 'periode')).not.toContain('am')
  expect(words('relances', 'type')).not.toContain(nameKey('attestation d’assiduité'))
  expect(words('relances', 'type')).not.toContain('visite')
  expect(synonymsOf('relances', 'type').entretien?.map(nameKey)).not.toContain('rdv')
})
