// Questions in plain lines, for screen readers: choices are numbered, nothing moves or is drawn again.
import { createInterface, type Interface } from 'node:readline'
import { fr } from '../kernel/french.js'
import type { Choice, Question, Terminal } from './ask.js'

export async function askInLines<Name extends string>(
  questions: readonly Question<Name>[],
  { input, output }: Terminal,
): Promise<Record<Name, string>> {
  const lines = createInterface({ input, output, terminal: false })
  try {
    const answers: Partial<Record<Name, string>> = {}
    for (const question of questions) answers[question.name] = await askOne(question, lines, output)
    return answers as Record<Name, string>
  } finally {
    lines.close()
  }
}

async function askOne(question: Question, lines: Interface, output: NodeJS.WritableStream): Promise<string> {
  for (;;) {
    output.write(`${question.message}\n`)
    if (question.type === 'select') {
      for (const [index, choice] of question.choices.entries())
        output.write(`  ${index + 1}. ${wordsOf(choice)}\n`)
    }
    const proposed = question.type === 'password' ? undefined : question.default
    if (proposed !== undefined) output.write(fr`  Entrée seule : ${proposed}\n`)
    const typed = (await nextLine(lines)).trim() || proposed || ''
    const answer = question.type === 'select' ? choiceOf(typed, question.choices) : typed
    if (answer === null) {
      output.write(fr`Écrivez le numéro d’un de ces choix.\n`)
      continue
    }
    const verdict = question.type === 'input' ? (question.validate?.(answer) ?? true) : true
    if (verdict === true) return answer
    output.write(`${verdict}\n`)
  }
}

function choiceOf(typed: string, choices: readonly Choice[]): string | null {
  const chosen =
    choices.find((choice) => answerOf(choice) === typed || wordsOf(choice) === typed) ??
    (/^\d+$/.test(typed) ? choices[Number(typed) - 1] : undefined)
  return chosen === undefined ? null : answerOf(chosen)
}

const answerOf = (choice: Choice) => (typeof choice === 'string' ? choice : choice.value)
const wordsOf = (choice: Choice) => (typeof choice === 'string' ? choice : choice.name)

function nextLine(lines: Interface): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.once('line', resolve)
    lines.once('close', () => {
      const ended = new Error('No more input')
      ended.name = 'ExitPromptError'
      reject(ended)
    })
  })
}
