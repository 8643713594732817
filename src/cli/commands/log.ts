// `i12 log`: one act, told in a few words, in the log that i12 keeps.
import type { Act, ActContext } from '../../app/log-act.js'
import { formatClock, formatDate, fr, listed, quoted } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { TypedAct } from '../ask-for-act.js'
import type { Command, Invocation } from '../command.js'
import type { Io } from '../io.js'
import { ACT_LISTS, readActMoment, readCase, readWord } from '../read-act.js'
import { underLock } from '../under-lock.js'
import { UsageError } from '../usage-error.js'

export const log: Command = {
  formats: [],
  omits: ['--browser', '--force'],
  writes: 'nothing',
  options: [
    { flags: '--case <numero>', description: 'numéro du dossier' },
    {
      flags: '--date <date>',
      description: 'jour de l’acte, suivi au besoin de l’heure : « 2026-11-30 14:30 »',
    },
    { flags: '--type <type>', description: fr`ce qui a été fait ; relance par défaut : ${wordsOf('type')}` },
    { flags: '--channel <canal>', description: wordsOf('channel') },
    { flags: '--recipient <qui>', description: fr`envers qui : ${wordsOf('recipient')}` },
    { flags: '--result <resultat>', description: wordsOf('result') },
    { flags: '--author <nom>', description: 'qui l’a fait' },
    { flags: '--comment <texte>', description: 'commentaire, sans détail de santé' },
    {
      flags: '--proof <fichier>',
      description: 'fichier qui le prouve ; peut être répété',
      isRepeatable: true,
    },
    { flags: '--ticket <ticket>', description: 'ticket qualité' },
  ],
  examples: [
    'i12 log -C mon-dossier',
    'i12 log --case A-0042 --date "2026-11-30 14:30" --channel telephone --recipient beneficiaire --result joint',
  ],
  async run(invocation, io) {
    const { logAct, openActContext } = await import('../../app/log-act.js')
    const { context, diagnostics } = await openActContext(invocation.workspace, invocation.shared)
    if (context === null) {
      const { diagnosticText } = await import('../present/diagnostic-text.js')
      const { paintFor } = await import('../present/paint.js')
      const paint = paintFor(invocation.hasColor.err)
      for (const diagnostic of diagnostics) io.err(`${diagnosticText(diagnostic, paint)}\n`)
      return 2
    }
    const act = await actOf(invocation, io, context)
    const { CONTACT_LOG } = await import('../../app/contact-log.js')
    const { line, isNewlyNamed } = await underLock(context.workspace.root, io, () =>
      logAct(context.workspace, act),
    )
    io.out(`${CONTACT_LOG}:${line}\n`)
    if (!invocation.isQuiet) {
      io.err(await sentenceOf(act))
      if (isNewlyNamed)
        io.err(fr`i12.yaml désigne maintenant ${quoted(CONTACT_LOG)} dans « sources.relances ».\n`)
    }
    return 0
  },
}

function wordsOf(list: keyof typeof ACT_LISTS): string {
  return ACT_LISTS[list].values.join(', ')
}

/** What an act cannot be without. */
const NEEDED = ['case', 'date', 'channel', 'recipient'] as const

async function actOf(invocation: Invocation, io: Io, context: ActContext): Promise<Act> {
  const { readToday } = await import('../../app/read-clock.js')
  const today = invocation.asOf ?? readToday()
  const words = await wordsTypedOrAsked(invocation, io, context, today)
  const { findProof } = await import('../../app/log-act.js')
  const proofs: string[] = []
  const typedProofs = invocation.texts('proof')
  for (const typed of typedProofs.length > 0 ? typedProofs : [words.proof ?? '']) {
    if (typed.trim() === '') continue
    const { path, isThere } = await findProof(context.workspace, typed.trim())
    proofs.push(path)
    if (!isThere)
      io.err(fr`Attention : la preuve ${quoted(typed)} n’est pas encore dans le dossier de travail.\n`)
  }
  const act: Act = {
    enrolmentId: readCase(context, words.case ?? ''),
    at: readActMoment(words.date ?? ''),
    type: readWord('type', words.type || 'relance'),
    channel: readWord('channel', words.channel ?? ''),
    recipient: readWord('recipient', words.recipient ?? ''),
    result: words.result ? readWord('result', words.result) : null,
    author: (words.author ?? '').trim(),
    comment: (words.comment ?? '').trim(),
    proofs,
    ticket: (words.ticket ?? '').trim(),
  }
  if (act.at.on > today) {
    io.err(
      fr`Attention : le ${formatDate(act.at.on)} est à venir ; cet acte ne comptera qu’à partir de ce jour.\n`,
    )
  }
  return act
}

/** @throws UsageError where something is missing and nobody may be asked */
async function wordsTypedOrAsked(
  { text, texts }: Invocation,
  io: Io,
  context: ActContext,
  today: LocalDate,
): Promise<TypedAct> {
  const typed: TypedAct = {
    case: text('case'),
    date: text('date'),
    type: text('type'),
    channel: text('channel'),
    recipient: text('recipient'),
    result: text('result'),
    author: text('author'),
    comment: text('comment'),
    proof: texts('proof')[0] ?? null,
    ticket: text('ticket'),
  }
  const missing = NEEDED.filter((name) => typed[name] === null)
  if (missing.length === 0) return typed
  if (!io.isInteractive) {
    throw new UsageError(
      fr`il manque ${listed(missing.map((name) => quoted(`--${name}`)))}.`,
      'Sans terminal, « i12 log » ne demande rien : donnez ces options.',
    )
  }
  // A wrong word is refused before the first question.
  if (typed.case !== null) readCase(context, typed.case)
  if (typed.date !== null) readActMoment(typed.date)
  for (const name of ['type', 'channel', 'recipient', 'result'] as const) {
    const word = typed[name]
    if (word !== null) readWord(name, word)
  }
  const { askForAct } = await import('../ask-for-act.js')
  return askForAct(typed, context, formatDate(today))
}

/** « Dossier A-0042 : relance par téléphone, bénéficiaire, le 30/11/2026 à 14 h 30 ; joint. » */
async function sentenceOf({ enrolmentId, at, type, channel, recipient, result }: Act): Promise<string> {
  const { ACTION_WORDS, BY_CHANNEL_WORDS, RESULT_WORDS, recipientWord } = await import(
    '../../words/values.js'
  )
  const time = at.minute === null ? '' : fr` à ${formatClock(at.minute)}`
  const outcome = result === null ? '' : fr` ; ${RESULT_WORDS[result]}`
  return fr`Dossier ${enrolmentId} : ${ACTION_WORDS[type]} ${BY_CHANNEL_WORDS[channel]}, ${recipientWord(recipient)}, le ${formatDate(at.on)}${time}${outcome}.\n`
}
