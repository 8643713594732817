import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { ask } from '../../src/cli/ask.js'

async function answered(typed: readonly string[], question: Parameters<typeof ask>[0][number]) {
  const input = new PassThrough()
  const output = new PassThrough()
  const shown: string[] = []
  output.on('data', (part: Buffer) => shown.push(part.toString()))
  const answer = ask([question], { input, output }, { I12_ACCESSIBLE: '1' })
  for (const line of typed) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    input.write(`${line}\n`)
  }
  return { answer: (await answer)[question.name], shown: shown.join('') }
}

const ZONE = {
  type: 'select',
  name: 'zone',
  message: 'Zone :',
  choices: ['metropole', 'mayotte'],
  default: 'metropole',
} as const

it('numbers the choices, takes a number or the proposed answer, and moves nothing', async () => {
  const { answer, shown } = await answered(['9', '2'], ZONE)
  expect(answer).toBe('mayotte')
  expect(shown).toContain('  2. mayotte\n')
  expect(shown).toContain('numéro')
  expect(shown).not.toContain('\u001b')
  expect((await answered([''], ZONE)).answer).toBe('metropole')
})

it('asks again, saying what is expected', async () => {
  const { answer, shown } = await answered(['x', '12'], {
    type: 'input',
    name: 'n',
    message: 'Nombre :',
    validate: (text) => /^\d+$/.test(text) || 'Des chiffres.',
  })
  expect(answer).toBe('12')
  expect(shown).toContain('Des chiffres.')
})
