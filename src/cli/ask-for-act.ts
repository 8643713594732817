// The questions of `i12 log`, asked only to a person at a terminal. Every one of them has an option.
import type { ActContext } from '../app/log-act.js'
import { fr } from '../kernel/french.js'
import { ACTION_TYPES, CHANNELS, CONTACT_RESULTS, RECIPIENTS } from '../records/values.js'
import { ACTION_WORDS, CHANNEL_WORDS, RESULT_WORDS, recipientWord } from '../words/values.js'
import { ask, type Question } from './ask.js'
import { answerable, readActMoment, readCase } from './read-act.js'

/** Options of `i12 log` that fill one cell each; null where the person said nothing. */
export interface TypedAct {
  readonly case: string | null
  readonly date: string | null
  readonly type: string | null
  readonly channel: string | null
  readonly recipient: string | null
  readonly result: string | null
  readonly author: string | null
  readonly comment: string | null
  readonly proof: string | null
  readonly ticket: string | null
}
type Name = keyof TypedAct

/** Asks for what was not typed, in the order of the columns. `today` is proposed as the date. */
export async function askForAct(typed: TypedAct, context: ActContext, today: string): Promise<TypedAct> {
  const questions: Question<Name>[] = [
    {
      type: 'input',
      name: 'case',
      message: fr`Numéro du dossier :`,
      validate: (text) => answerable(() => readCase(context, text)),
    },
    {
      type: 'input',
      name: 'date',
      message: fr`Jour de l’acte, et l’heure si vous la savez :`,
      default: today,
      validate: (text) => answerable(() => readActMoment(text)),
    },
    {
      type: 'select',
      name: 'type',
      message: fr`Ce qui a été fait :`,
      choices: ACTION_TYPES.map((value) => ({ value, name: ACTION_WORDS[value] })),
      default: 'relance',
    },
    {
      type: 'select',
      name: 'channel',
      message: fr`Par quel canal :`,
      choices: CHANNELS.map((value) => ({ value, name: CHANNEL_WORDS[value] })),
    },
    {
      type: 'select',
      name: 'recipient',
      message: fr`Envers qui :`,
      choices: RECIPIENTS.map((value) => ({ value, name: recipientWord(value) })),
    },
    {
      type: 'select',
      name: 'result',
      message: fr`Avec quel résultat :`,
      choices: [
        ...CONTACT_RESULTS.map((value) => ({ value, name: RESULT_WORDS[value] })),
        { value: '', name: 'sans objet' },
      ],
    },
    { type: 'input', name: 'author', message: fr`Qui l’a fait (vide si vous ne le notez pas) :` },
    {
      type: 'input',
      name: 'comment',
      message: fr`Commentaire (aucun détail de santé ; vide s’il n’y en a pas) :`,
    },
    { type: 'input', name: 'proof', message: fr`Fichier qui le prouve (vide s’il n’y en a pas) :` },
    { type: 'input', name: 'ticket', message: fr`Ticket qualité (vide s’il n’y en a pas) :` },
  ]
  const answers = await ask(questions.filter(({ name }) => typed[name] === null))
  return { ...typed, ...answers }
}
