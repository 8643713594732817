// `i12 init`: looks at a folder, asks what cannot be seen, writes what the workspace lacks and shows the first check.
import type { Answers } from '../../app/answers.js'
import { counted, fr, quoted } from '../../kernel/french.js'
import { ZONES } from '../../kernel/holidays.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import { parseWrittenDay } from '../../kernel/written-day.js'
import type { Command, Invocation } from '../command.js'
import type { Io } from '../io.js'
import { UsageError } from '../usage-error.js'

export const init: Command = {
  formats: [],
  writes: 'nothing',
  arguments: [
    { syntax: '[dossier]', description: 'dossier à regarder, ou à créer (le dossier courant par défaut)' },
  ],
  options: [
    {
      flags: '--yes',
      description: 'ne rien demander : appliquer ce qui est certain, écrire le reste en commentaires',
    },
    { flags: '--answers <fichier>', description: 'reprendre les réponses d’un reponses-i12.yaml' },
    { flags: '--example', description: 'copier l’exemple complet livré avec i12' },
    { flags: '--nom <nom>', description: 'raison sociale de l’organisme' },
    { flags: '--siret <siret>', description: 'SIRET' },
    { flags: '--nda <numero>', description: 'numéro de déclaration d’activité' },
    { flags: '--signataire <nom>', description: 'nom du signataire' },
    { flags: '--zone <zone>', description: 'zone des jours fériés (metropole par défaut)', choices: ZONES },
    { flags: '--audit <date>', description: 'date de l’audit' },
    { flags: '--audit-precedent <date>', description: 'date de l’audit précédent' },
    {
      flags: '--procedure <nom>',
      description: 'procédure livrée dont partir (la plus proche de la vôtre par défaut)',
    },
  ],
  examples: [
    'i12 init mon-dossier',
    'i12 init site-nord --answers reponses-i12.yaml',
    'i12 init essai --example',
  ],
  async run(invocation, io) {
    const folder = invocation.arguments[0] ?? invocation.workspace
    if (invocation.flag('example')) {
      const { copyExample } = await import('../../app/copy-example.js')
      const written = await copyExample(folder, invocation.isForced)
      io.out(`${folder}\n`)
      if (!invocation.isQuiet)
        io.err(
          fr`${counted(written.length, 'fichier écrit', 'fichiers écrits')}. Ensuite : i12 check -C ${folder}\n`,
        )
      return 0
    }
    const { joinAnswers } = await import('../../app/answers.js')
    const { initWorkspace, lookAtFolder } = await import('../../app/init-workspace.js')
    const { readAnswersOf } = await import('../../app/workspace-answers.js')
    const { initText, madeText } = await import('../present/init-text.js')
    const file = invocation.text('answers')
    const kept = joinAnswers(await readAnswersOf(folder), file === null ? {} : await answersIn(file))
    let answers = joinAnswers(kept, await typedAnswers(invocation))
    let looked = await lookAtFolder(folder, answers)
    const { SHIPPED_PROCEDURES } = await import('../../app/shipped.js')
    refuseOtherProcedure(looked.procedure, SHIPPED_PROCEDURES.names)
    const isAsking = io.isInteractive && !invocation.flag('yes')
    if (!invocation.isQuiet && (!looked.isEmpty || isAsking)) io.err(initText(looked))
    let hasAnswered = file !== null
    if (isAsking) {
      const { askForWorkspace } = await import('../ask-for-workspace.js')
      answers = await askForWorkspace(looked, answers, io)
      looked = await lookAtFolder(folder, answers)
      hasAnswered = true
    }
    const made = await initWorkspace(looked, answers, hasAnswered)
    io.out(`${folder}\n`)
    if (!invocation.isQuiet) {
      io.err(madeText(made, looked, folder))
      if (made.applied.some(({ rows }) => rows > 0)) await sayFirstCheck(folder, invocation, io)
    }
    return 0
  },
}

async function answersIn(file: string): Promise<Answers> {
  const { readAnswers } = await import('../../app/answers.js')
  const { readTypedFile } = await import('../../app/look-at-path.js')
  return readAnswers(
    file,
    await readTypedFile(file, { mend: 'donnez le chemin d’un fichier reponses-i12.yaml' }),
  )
}

/** What flags say. @throws UsageError */
async function typedAnswers(invocation: Invocation): Promise<Answers> {
  const { isNda, isSiret } = await import('../../app/organisation-numbers.js')
  const text = (name: string) => invocation.text(name) || undefined
  const siret = text('siret')
  const nda = text('nda')
  if (siret !== undefined && !isSiret(siret)) {
    throw new UsageError(fr`le SIRET ${quoted(siret)} n’est pas un SIRET.`, 'Écrivez ses quatorze chiffres.')
  }
  if (nda !== undefined && !isNda(nda)) {
    throw new UsageError(
      fr`le numéro ${quoted(nda)} n’est pas un numéro de déclaration d’activité.`,
      'Écrivez ses onze chiffres.',
    )
  }
  const audit = withoutGaps({
    date: dayOf('--audit', text('audit')),
    precedent: dayOf('--audit-precedent', text('auditPrecedent')),
  })
  const organisme = withoutGaps({
    nom: text('nom'),
    siret,
    nda,
    signataire: text('signataire'),
    zone: text('zone') as (typeof ZONES)[number] | undefined,
  })
  return withoutGaps({
    organisme: Object.keys(organisme).length === 0 ? undefined : organisme,
    audit: Object.keys(audit).length === 0 ? undefined : audit,
    procedure: text('procedure'),
  }) as Answers
}

function withoutGaps<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<Value>
}

function dayOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const day = parseWrittenDay(text)
  if (day === null) {
    throw new UsageError(
      fr`la date ${quoted(text)} de ${quoted(option)} ne se lit pas.`,
      'Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA.',
    )
  }
  return formatIsoDate(day)
}

function refuseOtherProcedure(procedure: string, names: readonly string[]): void {
  if (names.includes(procedure)) return
  throw new UsageError(
    fr`la procédure ${quoted(procedure)} n’est pas livrée avec i12.`,
    fr`Procédures livrées : ${names.join(', ')}.`,
  )
}

async function sayFirstCheck(folder: string, invocation: Invocation, io: Io): Promise<void> {
  const { buildDossier } = await import('../../app/build-dossier.js')
  const { result } = await buildDossier({ folder, asOf: invocation.asOf, shared: invocation.shared })
  const { firstCheckText } = await import('../present/first-check-text.js')
  const { paintFor } = await import('../present/paint.js')
  io.err(firstCheckText(result, paintFor(invocation.hasColor.err)))
}
