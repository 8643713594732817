// The one door of inquirer: questions put to a person at a terminal. May not be reached without one.
import { fr } from '../kernel/french.js'

interface Asked<Name extends string> {
  readonly name: Name
  readonly message: string
}

/** A question, by the way it is answered. */
export type Question<Name extends string = string> = Asked<Name> &
  (
    | {
        readonly type: 'input'
        readonly default?: string
        /** True, or the sentence that says what is expected. */
        readonly validate?: (text: string) => true | string
      }
    | { readonly type: 'password' }
    | {
        readonly type: 'select'
        readonly choices: readonly Choice[]
        readonly default?: string
      }
  )

/** An answer, or an answer with the words that show it. */
export type Choice = string | { readonly value: string; readonly name: string }

/** Where questions are shown and answered. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
}

/** Questions are words about the work: they go to stderr, and `i12 … > fichier` holds the result alone. */
const TERMINAL: Terminal = { input: process.stdin, output: process.stderr }

const KEYS: Readonly<Record<string, string>> = {
  navigate: 'se déplacer',
  select: 'choisir',
  submit: 'valider',
  all: 'tout',
  invert: 'inverser',
  'toggle visibility': 'montrer ou cacher',
}

const FRENCH = {
  keywords: {
    yes: 'Oui',
    no: 'Non',
    error: ({ yes, no }: { yes: string; no: string }) => fr`Répondez « ${yes} » ou « ${no} ».`,
  },
  i18n: { disabledError: 'Ce choix n’est pas possible ici.' },
  style: {
    maskedText: '[saisie masquée]',
    keysHelpTip: (keys: readonly (readonly [key: string, action: string])[]) =>
      keys
        .map(([key, action]) => `${key === 'space' ? 'espace' : key} ${KEYS[action] ?? action}`)
        .join(' • '),
  },
}

/**
 * Asks in turn and gives the answers by name. With I12_ACCESSIBLE=1, in plain lines that nothing redraws.
 * @throws ExitPromptError of inquirer on Ctrl-C, which ends the run with 130 and one line
 */
export async function ask<Name extends string>(
  questions: readonly Question<Name>[],
  terminal: Terminal = TERMINAL,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Record<Name, string>> {
  if (env.I12_ACCESSIBLE === '1' && questions.every(({ type }) => type !== 'password')) {
    const { askInLines } = await import('./ask-in-lines.js')
    return askInLines(questions, terminal)
  }
  const { default: inquirer } = await import('inquirer')
  const prompt = inquirer.createPromptModule(terminal)
  const answers: Record<string, string> = await prompt<Record<string, string>>(
    questions.map((question) => ({
      ...question,
      ...(question.type === 'select' && { choices: [...question.choices] }),
      ...(question.type === 'password' && { mask: '•' }),
      theme: FRENCH,
    })),
  )
  return answers as Record<Name, string>
}
