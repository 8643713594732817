// The lines of docs/dossier-de-preuves.md draw the same sample as i12, with nothing of ours.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { drawSample } from '../../src/statistics/draw-sample.js'
import { aDossier } from '../support/a-dossier.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const page = readFileSync(fileURLToPath(new URL('../../docs/dossier-de-preuves.md', import.meta.url)), 'utf8')
const lines = /```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? ''

it('is drawn again by the documented lines', async () => {
  const dossier = aDossier()
  const numbers = Array.from({ length: 40 }, (_, index) => `A-${index} é/${index % 7}`)
  for (const number of numbers) dossier.learner(number)
  const { register } = dossier.register()
  const { cases, members } = drawSample(register.cases, 7, 'audit 2026')
  expect(members).toHaveLength(40)
  const folder = await temporaryWorkspace({
    'population.txt': `${members.map(({ enrolment }) => enrolment.id).join('\n')}\n`,
  })
  const { stdout, stderr } = spawnSync('sh', ['-c', lines], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GRAINE: 'audit 2026', NOMBRE: '7', LC_ALL: 'C' },
  })
  expect(stderr).toBe('')
  expect(stdout.trimEnd().split('\n')).toEqual(cases.map(({ enrolment }) => enrolment.id))
})
