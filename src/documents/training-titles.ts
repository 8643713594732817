// Titles of trainings that a procedure or a measure names by their code. May not say to whom they apply.
import { typographic } from '../kernel/french.js'
import { textKey } from '../kernel/text-key.js'
import type { Register } from '../register/register.js'

/** From a code or a title, as typed, to the title of the catalogue; what is not found there stays as typed. */
export function trainingTitles(register: Register): (name: string) => string {
  const titles = new Map<string, string>()
  for (const training of register.records.trainings) titles.set(textKey(training.code), training.title)
  return (name) => typographic(titles.get(textKey(name)) ?? name)
}
