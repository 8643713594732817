// Submits the cumulative incidence of random cohorts to scikit-survival, which must find the same shares to 1e-9.
// I12_PYTHON names the interpreter that has it (`pip install scikit-survival`).
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { cumulativeIncidence, incidenceAt } from '../../dist/statistics/cumulative-incidence.js'

const PROGRAM = fileURLToPath(new URL('./cumulative-incidence.py', import.meta.url))
const COHORTS = 300
const TOLERANCE = 1e-9
const OUTCOMES = ['event', 'competing', 'competing', 'censored']

export function judgeIncidence({ judge, absent }) {
  const cohorts = Array.from({ length: COHORTS }, (_, index) => cohortOf(index + 1))
  const python = process.env.I12_PYTHON ?? 'python3'
  const { status, stdout } = spawnSync(python, [PROGRAM], {
    input: JSON.stringify(cohorts),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (status !== 0) return absent('scikit-survival')
  const problems = []
  for (const [index, { times, event }] of JSON.parse(stdout).entries()) {
    const steps = cumulativeIncidence(cohorts[index])
    for (const [at, time] of times.entries()) {
      const ours = incidenceAt(steps, time)
      if (Math.abs(ours - event[at]) > TOLERANCE) {
        problems.push(`cohort ${index + 1}, time ${time}: ${ours}, scikit-survival ${event[at]}`)
      }
    }
  }
  judge(`incidence: the same as scikit-survival on ${COHORTS} random cohorts`, problems)
}

/** From two subjects to three hundred, few different times so that ends tie; both kinds of end in each. */
function cohortOf(seed) {
  let state = seed * 7919
  const next = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
  const span = 1 + next(60)
  const others = Array.from({ length: next(300) }, () => ({
    time: next(span),
    outcome: OUTCOMES[next(OUTCOMES.length)],
  }))
  return [{ time: next(span), outcome: 'event' }, { time: next(span), outcome: 'competing' }, ...others]
}
