// `echantillon.json`: how the cases of a pack were drawn, so that anybody can draw them again.
import type { Naming } from '../documents/naming.js'
import type { Case } from '../register/register.js'
import { SAMPLE_METHOD, type Sample } from '../statistics/draw-sample.js'

/** @param size asked for; fewer are drawn where fewer are in scope */
export function sampleRecord(
  sample: Sample,
  { asOf, size, tool, naming }: { asOf: string; size: number; tool: string; naming: Naming },
): string {
  const numberOf = ({ enrolment }: Case) => naming.caseNumber(enrolment.id)
  const content = {
    format: 'i12/draw/1',
    tool,
    asOf,
    seed: sample.seed,
    size,
    population: sample.population,
    method: SAMPLE_METHOD,
    draw: sample.cases.map(numberOf),
    members: sample.members.map(numberOf).sort(),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
