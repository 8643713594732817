// `i12 letters`: the letters and drafts that the procedure makes due. Sends nothing.
import { join } from 'node:path'
import type { MadeLetters } from '../../app/make-letters.js'
import { counted, fr, quoted } from '../../kernel/french.js'
import { recipientWord } from '../../words/values.js'
import type { Command, Invocation } from '../command.js'
import { deliver } from '../deliver.js'
import type { ExitCode, Io } from '../io.js'
import { refuseOutput } from '../output-target.js'
import { sayRemarks } from '../present/paper-remarks.js'
import { progressOn } from '../progress.js'
import { readDay } from '../read-day.js'
import { underLock } from '../under-lock.js'
import { UsageError } from '../usage-error.js'

export const letters: Command = {
  formats: [],
  writes: 'several',
  options: [
    { flags: '--case <dossier>', description: 'les courriers de ce seul dossier' },
    { flags: '--prepare-log', description: 'écrire aussi les lignes de relance que leur envoi sera' },
    {
      flags: '--sent <fichier>',
      description: 'porter au journal les lignes de ce fichier, dont vous confirmez l’envoi',
    },
    { flags: '--on <date>', description: 'jour de cet envoi (AAAA-MM-JJ ou JJ/MM/AAAA)' },
  ],
  examples: [
    'i12 letters -C mon-dossier --prepare-log',
    'i12 letters -C mon-dossier --sent sorties/relances-preparees.csv --on 2026-12-01',
  ],
  async run(invocation, io) {
    const sent = invocation.text('sent')
    const on = invocation.text('on')
    if (sent !== null) return confirm(invocation, io, sent, on)
    if (on !== null) throw new UsageError('« --on » va avec « --sent ».')
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const { findCase } = await import('../../app/find-case.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    const onlyCase = invocation.text('case')
    if (onlyCase !== null) findCase(dossier, onlyCase)
    const { makeLetters } = await import('../../app/make-letters.js')
    const progress = progressOn(io, invocation, 'Courriers')
    const made = await makeLetters(dossier, {
      onlyCase,
      preparesLog: invocation.flag('prepareLog'),
      browser: invocation.browser,
      onProgress: progress.show,
    })
    await deliver(made.files, invocation, io, dossier.workspace.root).finally(progress.end)
    if (!invocation.isQuiet) {
      io.err(
        fr`${counted(made.letters, 'courrier préparé', 'courriers préparés')}, dont ${String(made.withoutAddress)} sans adresse électronique ; ${counted(made.withoutLetter, 'obligation due ne demande', 'obligations dues ne demandent')} pas de courrier. Rien n’a été envoyé.\n`,
      )
      io.err(leftOutWords(made.leftOut))
    }
    return sayRemarks(made.remarks, io)
  },
}

/** Beyond this many, the first ones and their number say enough. */
const MOST_SAID = 20

function leftOutWords(leftOut: MadeLetters['leftOut']): string {
  if (leftOut.length === 0) return ''
  const lines = leftOut.slice(0, MOST_SAID).map(({ case: { enrolment }, verdict, reason }) => {
    const to = verdict.recipient === null ? '' : fr` (${recipientWord(verdict.recipient)})`
    return fr`  ${enrolment.id}, ${verdict.obligation.id}${to} : ${reason}.`
  })
  if (leftOut.length > MOST_SAID) lines.push(fr`  et ${leftOut.length - MOST_SAID} de plus.`)
  const head = fr`${counted(leftOut.length, 'courrier dû n’est pas fait', 'courriers dus ne sont pas faits')}, faute de ce qu’il faudrait y écrire :`
  return `${[head, ...lines].join('\n')}\n`
}

async function confirm(invocation: Invocation, io: Io, file: string, on: string | null): Promise<ExitCode> {
  if (on === null)
    throw new UsageError('« --sent » demande le jour de l’envoi.', 'Ajoutez « --on 2026-12-01 ».')
  refuseOutput(invocation, '--sent')
  const { loadWorkspaceOrExit } = await import('../workspace-or-exit.js')
  const workspace = await loadWorkspaceOrExit(invocation, io)
  if (workspace === null) return 2
  const { confirmSending } = await import('../../app/confirm-sending.js')
  const { CONTACT_LOG } = await import('../../app/contact-log.js')
  const day = readDay('--on', on)
  const { added, already } = await underLock(workspace.root, io, () =>
    confirmSending(workspace.root, file, day),
  )
  io.out(`${join(invocation.workspace, CONTACT_LOG)}\n`)
  if (!invocation.isQuiet) {
    io.err(
      fr`${counted(added, 'ligne portée', 'lignes portées')} au journal ; ${counted(already, 'y était', 'y étaient')} déjà.\n`,
    )
    const isRead = workspace.sources.some(
      ({ name, file: source }) => name === 'relances' && source === CONTACT_LOG,
    )
    if (!isRead) {
      io.err(
        fr`Ce journal n’est pas encore lu : ajoutez ${quoted(CONTACT_LOG)} à « sources.relances » dans i12.yaml.\n`,
      )
    }
  }
  return 0
}
