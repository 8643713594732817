import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ask, type Question } from '../../src/cli/ask.js'

/** Puts the questions to somebody who types `keys`, one after the other, once the question is there. */
async function answer<Name extends string>(questions: readonly Question<Name>[], ...keys: string[]) {
  const input = new PassThrough()
  const output = new PassThrough()
  const shown: string[] = []
  const typed = [...keys]
  let timer: NodeJS.Timeout | undefined
  output.on('data', (data) => {
    shown.push(String(data))
    clearTimeout(timer)
    timer = setTimeout(() => {
      const key = typed.shift()
      if (key !== undefined) input.write(key)
    }, 20)
  })
  const outcome = await ask(questions, { input, output }).then(
    (answers) => ({ answers, error: null }),
    (error: Error) => ({ answers: null, error: error.name }),
  )
  return { ...outcome, shown: stripVTControlCharacters(shown.join('')) }
}

describe('questions', () => {
  it('are answered by name, with the answer proposed and a sentence of ours where it does not do', async () => {
    const asked: Question<'nom' | 'zone'>[] = [
      {
        type: 'input',
        name: 'nom',
        message: 'Nom :',
        validate: (text) => text !== '' || 'Un nom est nécessaire.',
      },
      {
        type: 'select',
        name: 'zone',
        message: 'Zone :',
        choices: ['metropole', 'mayotte'],
        default: 'mayotte',
      },
    ]
    const { answers, shown } = await answer(asked, '\r', 'Horizon\r', '\r')
    expect(answers).toEqual({ nom: 'Horizon', zone: 'mayotte' })
    expect(shown).toContain('Un nom est nécessaire.')
  })

  it('are in French, keys included', async () => {
    const { shown } = await answer(
      [{ type: 'select', name: 'zone', message: 'Zone :', choices: ['metropole', 'mayotte'] }],
      '\r',
    )
    expect(shown).toContain('↑↓ se déplacer • ⏎ choisir')
    expect(shown).not.toMatch(/navigate|select\b/)
  })

  it('never show a passphrase', async () => {
    const { answers, shown } = await answer(
      [{ type: 'password', name: 'phrase', message: 'Phrase secrète :' }],
      'mon secret\r',
    )
    expect(answers).toEqual({ phrase: 'mon secret' })
    expect(shown).not.toContain('mon secret')
  })

  it('end on Ctrl-C', async () => {
    const { error } = await answer([{ type: 'input', name: 'nom', message: 'Nom :' }], '\u0003')
    expect(error).toBe('ExitPromptError')
  })
})

describe('questions in plain lines', () => {
  it('show the words of a choice, and take its number, its words or its value', async () => {
    const input = new PassThrough()
    const output = new PassThrough()
    const shown: string[] = []
    const typed = ['2', 'téléphone', 'telephone']
    output.on('data', (data) => {
      shown.push(String(data))
      // The last choice is there: the question is put.
      if (String(data).includes('2. ')) setTimeout(() => input.write(`${typed.shift()}\n`), 20)
    })
    const choices = ['sms', { value: 'telephone', name: 'téléphone' }]
    const asked: Question<'un' | 'deux' | 'trois'>[] = (['un', 'deux', 'trois'] as const).map((name) => ({
      type: 'select',
      name,
      message: name,
      choices,
    }))
    expect(await ask(asked, { input, output }, { I12_ACCESSIBLE: '1' })).toEqual({
      un: 'telephone',
      deux: 'telephone',
      trois: 'telephone',
    })
    expect(shown.join('')).toContain('  2. téléphone\n')
  })
})
