// `i12 attest`: declarations to sign, attestations, their register; reads returned forms back.
import { join, relative, sep } from 'node:path'
import type { Collected, CollectedForm, Mismatch } from '../../app/collect-declarations.js'
import type { MadeAttestations } from '../../app/make-attestations.js'
import {
  ATTESTATION_NATURES,
  type AttestationNature,
} from '../../documents/attestations/attestation-register.js'
import type { Withheld } from '../../documents/attestations/plan-attestations.js'
import { counted, fr, listed, quoted } from '../../kernel/french.js'
import type { Command, Invocation } from '../command.js'
import { deliver } from '../deliver.js'
import type { ExitCode, Io } from '../io.js'
import { type OutputTarget, refuseOutput } from '../output-target.js'
import { sayRemarks } from '../present/paper-remarks.js'
import { progressOn } from '../progress.js'
import { readDay } from '../read-day.js'
import { SEALING_OPTIONS, sealingOf } from '../sealing-of.js'
import { underLock } from '../under-lock.js'
import { UsageError } from '../usage-error.js'
import { loadWorkspaceOrExit } from '../workspace-or-exit.js'

export const attest: Command = {
  formats: [],
  writes: 'several',
  options: [
    { flags: '--case <dossier>', description: 'les documents de ce seul dossier' },
    {
      flags: '--nature <nature>',
      description: 'declaration, attestation ou heures ; toutes par défaut',
      choices: ATTESTATION_NATURES,
      isRepeatable: true,
    },
    { flags: '--again', description: 'refaire, sous leur numéro, les documents que personne n’a signés' },
    ...SEALING_OPTIONS,
    { flags: '--collect <dossier>', description: 'lire les formulaires reçus dans ce dossier' },
    {
      flags: '--record <numéro=état>',
      description: 'porter un état au registre, par exemple 2026-003=envoyee',
      isRepeatable: true,
    },
    { flags: '--on <date>', description: 'jour de la réception ou de l’état' },
  ],
  examples: [
    'i12 attest -C mon-dossier --sign --certificate cachet.p12 --passphrase-file secret.txt',
    'i12 attest -C mon-dossier --collect recus --on 2026-12-02',
    'i12 attest -C mon-dossier --record 2026-003=envoyee --on 2026-12-03',
  ],
  async run(invocation, io) {
    const folder = invocation.text('collect')
    const records = invocation.texts('record')
    if (folder !== null && records.length > 0) {
      throw new UsageError('« --collect » et « --record » ne vont pas ensemble.')
    }
    if (folder !== null || records.length > 0)
      refuseOutput(invocation, folder === null ? '--record' : '--collect')
    if (folder !== null) return collect(folder, invocation, io)
    if (records.length > 0) return record(records, invocation, io)
    if (invocation.text('on') !== null)
      throw new UsageError('« --on » va avec « --collect » ou « --record ».')
    return make(invocation, io)
  },
}

async function make(invocation: Invocation, io: Io): Promise<ExitCode> {
  const { dossierOrExit } = await import('../dossier-or-exit.js')
  const dossier = await dossierOrExit(invocation, io)
  if (dossier === null) return 2
  const { root, organisation } = dossier.workspace
  const onlyCase = invocation.text('case')
  if (onlyCase !== null) {
    const { findCase } = await import('../../app/find-case.js')
    findCase(dossier, onlyCase)
  }
  const { loadAttestations, saveAttestations } = await import('../../app/attestation-store.js')
  const { makeAttestations } = await import('../../app/make-attestations.js')
  const natures = invocation.texts('nature')
  const sealing = await sealingOf(invocation, io, organisation.name)
  const progress = progressOn(io, invocation, 'Attestations')
  // Numbers are taken from the register and given back to it: nobody else takes any meanwhile.
  const { made, written } = await underLock(root, io, async () => {
    const made = await makeAttestations(dossier, await loadAttestations(root), {
      onlyCase,
      natures:
        natures.length === 0
          ? ATTESTATION_NATURES
          : ATTESTATION_NATURES.filter((nature) => natures.includes(nature)),
      isAgain: invocation.flag('again'),
      sealing,
      folder: folderOnRegister(invocation.target, root),
      browser: invocation.browser,
      onProgress: progress.show,
    })
    const isForced = invocation.isForced || invocation.flag('again')
    const written = await deliver(made.files, { ...invocation, isForced }, io, root)
    if (written.length > 0) await saveAttestations(root, made.entries())
    return { made, written }
  }).finally(progress.end)
  if (!invocation.isQuiet) {
    const level = sealing === null ? '' : `, ${sealing.timestamper === null ? 'PAdES B-B' : 'PAdES B-T'}`
    io.err(`${counted(written.length, 'document établi', 'documents établis')}${level}.\n`)
    sayWithheld(made, io)
  }
  return sayRemarks(made.remarks, io)
}

/** The folder of the papers as the register names it: from the workspace where they are in it, else as typed. */
function folderOnRegister(target: OutputTarget, root: string): string | null {
  if (target.kind !== 'folder') return null
  const inner = relative(root, target.folder).split(sep).join('/')
  return inner.startsWith('..') || inner === '' ? target.shown.replace(/[/\\]+$/, '') : inner
}

const WITHHELD_WORDS: Readonly<Record<Withheld, string>> = {
  noDecision: 'la décision de validation n’est pas enregistrée',
  twoDropouts: 'le registre des abandons contient deux lignes pour ce dossier',
  noHours: 'les heures suivies ne sont pas renseignées',
  alreadyMade: 'déjà fait : « --again » le refait tant que personne ne l’a signé',
}

const NATURE_WORDS: Readonly<Record<AttestationNature, string>> = {
  declaration: 'pas de déclaration',
  attestation: 'pas d’attestation d’abandon',
  heures: 'pas d’attestation d’heures',
}

function sayWithheld({ withheld }: MadeAttestations, io: Io): void {
  const groups = new Map<string, string[]>()
  for (const { nature, why, enrolmentId } of withheld) {
    const heading = fr`${NATURE_WORDS[nature]} : ` + WITHHELD_WORDS[why]
    groups.set(heading, [...(groups.get(heading) ?? []), enrolmentId])
  }
  for (const [heading, ids] of groups) {
    const shown = ids.slice(0, 10)
    const rest = ids.length - shown.length
    io.err(`  ${heading} (${listed(rest > 0 ? [...shown, counted(rest, 'autre', 'autres')] : shown)})\n`)
  }
}

async function collect(folder: string, invocation: Invocation, io: Io): Promise<ExitCode> {
  const workspace = await loadWorkspaceOrExit(invocation, io)
  if (workspace === null) return 2
  const { loadAttestations, saveAttestations } = await import('../../app/attestation-store.js')
  const { collectDeclarations, RECEIVED_FOLDER } = await import('../../app/collect-declarations.js')
  const { writeOutputs } = await import('../../app/write-outputs.js')
  const sealing = await sealingOf(invocation, io, workspace.organisation.name)
  const { root } = workspace
  const day = await dayOf(invocation)
  const collected = await underLock(root, io, async () => {
    const collected = await collectDeclarations(folder, await loadAttestations(root), day, sealing)
    if (collected.files.length === 0) return collected
    await writeOutputs(collected.files, { within: root, folder: join(root, RECEIVED_FOLDER), isForced: true })
    await saveAttestations(root, collected.entries)
    return collected
  })
  sayCollected(collected, invocation, io)
  return 0
}

const MISMATCH_WORDS: Readonly<Record<Mismatch, string>> = {
  photograph: fr`une image n’a pas de champs qui puissent être lus`,
  wordDocument: fr`un document de traitement de texte n’a pas de champs qui puissent être lus`,
  withoutForm: fr`ce message n’a pas de PDF en pièce jointe`,
  otherKind: fr`ce fichier n’est ni un PDF ni un message`,
  subfolder: fr`ce sous-dossier n’est pas parcouru : sortez-en les fichiers`,
  unreadable: 'ce PDF ne se lit pas',
  notAForm: 'ce PDF n’est pas une déclaration établie par i12',
  unknownNumber: 'son numéro n’est pas au registre',
  otherLearner: 'son numéro est celui d’un autre dossier',
  broken: 'une de ses signatures est rompue',
  alreadySigned: 'cette déclaration est déjà enregistrée comme signée, ou close',
  twice: 'un autre fichier de ce dossier porte le même numéro',
}

function sayCollected({ forms }: Collected, { isQuiet }: Invocation, io: Io): void {
  for (const form of forms) io.out(`${formLine(form)}\n`)
  if (isQuiet) return
  const accepted = forms.filter(({ mismatch }) => mismatch === null)
  const signed = accepted.filter(({ isSigned }) => isSigned)
  io.err(
    fr`${counted(forms.length, 'formulaire lu', 'formulaires lus')}, ${String(accepted.length)} au registre, dont ${counted(signed.length, 'signé', 'signés')} ; ${String(forms.length - accepted.length)} à examiner.\n`,
  )
  if (accepted.length < forms.length) {
    io.err(
      fr`Une déclaration reçue autrement se porte au registre à la main, une fois lue : i12 attest --record 2026-001=signee --on AAAA-MM-JJ, avec son numéro et le jour de sa réception.\n`,
    )
  }
}

function formLine({
  file: name,
  attachment,
  number,
  mismatch,
  isSigned,
  isCountersigned,
  reasons,
  hasDetail,
}: CollectedForm): string {
  const file = attachment === null ? name : fr`${name}, pièce jointe ${String(attachment)}`
  if (mismatch !== null) return fr`${file} : écarté, ${MISMATCH_WORDS[mismatch]}`
  const parts = [
    isSigned ? 'signé par l’apprenant' : 'rendu sans signature électronique',
    ...(isCountersigned ? ['contresigné'] : []),
    reasons.length === 0 ? 'aucune raison cochée' : fr`raisons : ${listed(reasons.map(quoted))}`,
    ...(hasDetail ? ['des précisions écrites, à lire dans le document'] : []),
  ]
  return fr`${file} : n° ${number ?? ''}, ${parts.join(', ')}`
}

async function record(written: readonly string[], invocation: Invocation, io: Io): Promise<ExitCode> {
  const workspace = await loadWorkspaceOrExit(invocation, io)
  if (workspace === null) return 2
  const { loadAttestations, saveAttestations } = await import('../../app/attestation-store.js')
  const { recordStates } = await import('../../app/record-states.js')
  const { root } = workspace
  const day = await dayOf(invocation)
  await underLock(root, io, async () => {
    await saveAttestations(root, recordStates(await loadAttestations(root), written, day))
  })
  if (!invocation.isQuiet) io.err(`${counted(written.length, 'état porté', 'états portés')} au registre.\n`)
  return 0
}

async function dayOf(invocation: Invocation) {
  const on = invocation.text('on')
  if (on !== null) return readDay('--on', on)
  const { readToday } = await import('../../app/read-clock.js')
  return invocation.asOf ?? readToday()
}
