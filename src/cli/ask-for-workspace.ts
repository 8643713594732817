// The questions of `i12 init`, asked only to a person at a terminal, and only of what cannot be seen. Every one of them
// has a line in reponses-i12.yaml.
import { type Answers, isReady, joinAnswers, NOTHING } from '../app/answers.js'
import type { LookedAt } from '../app/init-workspace.js'
import { openDelaysOf, procedureSource } from '../app/open-delays.js'
import { isNda, isSiret } from '../app/organisation-numbers.js'
import type { ProposedEntry } from '../app/propose-entries.js'
import { SHIPPED_PROCEDURES } from '../app/shipped.js'
import { counted, fr, quoted } from '../kernel/french.js'
import { ZONES } from '../kernel/holidays.js'
import { formatIsoDate } from '../kernel/local-date.js'
import { parseWrittenDay } from '../kernel/written-day.js'
import { parseDelay } from '../procedure/parse-delay.js'
import { canonicalValues } from '../records/closed-list.js'
import { SOURCE_NAMES } from '../records/export-file.js'
import { fieldOf } from '../records/fields.js'
import { ask } from './ask.js'
import type { Io } from './io.js'

/** Sites whose zone is asked one by one. */
const MOST_SITES = 12
const LATER = 'à décider plus tard'

/** The answers with those given now. @throws ExitPromptError on Ctrl-C: nothing is written then */
export async function askForWorkspace(looked: LookedAt, known: Answers, io: Io): Promise<Answers> {
  let answers = known
  const one = async (question: Parameters<typeof ask>[0][number]) => {
    const given = await ask([question], undefined, io.env)
    return (given[question.name] ?? '').trim()
  }
  const text = (message: string, validate: (text: string) => true | string, proposed = '') =>
    one({
      type: 'input',
      name: 'reponse',
      message,
      validate: (typed) => validate(typed.trim()),
      ...(proposed === '' ? {} : { default: proposed }),
    })
  const choose = (message: string, choices: readonly string[], proposed?: string) =>
    one({
      type: 'select',
      name: 'reponse',
      message,
      choices,
      ...(proposed === undefined ? {} : { default: proposed }),
    })
  const add = (more: Answers) => {
    answers = joinAnswers(answers, more)
  }

  if (looked.configuration === null) {
    const { organisme = {}, audit = {} } = answers
    if (organisme.nom === undefined) {
      add({
        organisme: {
          nom: await text(
            fr`Raison sociale de l’organisme :`,
            (typed) => typed !== '' || 'Un nom est nécessaire.',
          ),
        },
      })
    }
    if (organisme.siret === undefined) {
      const siret = await text(
        fr`SIRET (vide s’il n’est pas sous la main) :`,
        (typed) =>
          typed === '' ||
          isSiret(typed) ||
          fr`Un SIRET a quatorze chiffres, dont le dernier vérifie les autres : relisez-les.`,
      )
      if (siret !== '') add({ organisme: { siret: siret.replace(/[\s.]/g, '') } })
    }
    if (organisme.nda === undefined) {
      const nda = await text(
        fr`Numéro de déclaration d’activité (vide s’il n’est pas sous la main) :`,
        (typed) => typed === '' || isNda(typed) || 'Ce numéro a onze chiffres.',
      )
      if (nda !== '') add({ organisme: { nda: nda.replace(/[\s.]/g, '') } })
    }
    if (organisme.signataire === undefined) {
      const signatory = await text(
        fr`Nom de la personne qui signe les attestations (vide pour plus tard) :`,
        () => true,
      )
      if (signatory !== '') add({ organisme: { signataire: signatory } })
    }
    if (audit.date === undefined) {
      const date = await text(fr`Date de l’audit (vide si elle n’est pas connue) :`, isDayOrEmpty)
      if (date !== '') add({ audit: { date: isoDay(date) } })
    }
    if (audit.precedent === undefined) {
      const date = await text(fr`Date de l’audit précédent (vide s’il n’y en a pas) :`, isDayOrEmpty)
      if (date !== '') add({ audit: { precedent: isoDay(date) } })
    }
    if (looked.sites.length === 0 || looked.sites.length > MOST_SITES) {
      if (organisme.zone === undefined) {
        add({
          organisme: {
            zone: (await choose(fr`Zone des jours fériés :`, ZONES, 'metropole')) as (typeof ZONES)[number],
          },
        })
      }
    } else {
      for (const site of looked.sites) {
        if (answers.zones?.[site] !== undefined) continue
        const zone = await choose(
          fr`Jours fériés du site ${quoted(site)} :`,
          ZONES,
          organisme.zone ?? 'metropole',
        )
        add({ zones: { [site]: zone as (typeof ZONES)[number] } })
      }
    }
    if (answers.procedure === undefined) {
      add({
        procedure: await choose(fr`Procédure dont partir :`, SHIPPED_PROCEDURES.names, looked.procedure),
      })
    }
  }

  for (const entry of looked.entries) await askForEntry(entry)
  await askForWords()
  if (looked.configuration === null) await askForDelays()
  return answers

  async function askForEntry(entry: ProposedEntry): Promise<void> {
    const { proposal, file, sample } = entry
    if (proposal === null || isReady(entry)) return
    let { source } = entry
    if (!proposal.isSourceSure) {
      const said = await choose(
        fr`${file} : de quoi parle chaque ligne ?`,
        [...SOURCE_NAMES, NOTHING],
        source,
      )
      add({ fichiers: { [file]: said as (typeof SOURCE_NAMES)[number] | typeof NOTHING } })
      if (said === NOTHING || said !== source) return
      source = said
    }
    const isRequired = (field: string) => fieldOf(source, field)?.isRequired === true
    const unsure = proposal.fields.filter(({ field, isSure }) => !isSure && isRequired(field))
    const headers = sample.header.filter((header) => header !== '')
    for (const field of [...unsure.map(({ field }) => field), ...proposal.missing]) {
      const guess = unsure.find((one) => one.field === field)?.headers[0]
      const header = await choose(
        fr`${file} : quelle colonne donne ${quoted(field)} ?`,
        [...headers, NOTHING],
        guess,
      )
      add({ colonnes: { [source]: { [field]: header } } })
    }
    for (const { field, value, guess } of proposal.constants) {
      const known = fieldOf(source, field)
      if (value !== null || !isRequired(field) || known === undefined) continue
      const said = await choose(
        fr`${file} : aucune colonne ne donne ${quoted(field)}. Quelle valeur ont toutes ses lignes ?`,
        [...canonicalValues(known), LATER],
        guess ?? undefined,
      )
      if (said !== LATER) add({ constantes: { [source]: { [field]: said } } })
    }
    if (proposal.nameOrder === 'unknown') {
      const order = await choose(fr`${file} : dans la colonne des noms, qu’est-ce qui vient d’abord ?`, [
        'nom_prenom',
        'prenom_nom',
      ])
      add({ ordre_nom: order as 'nom_prenom' | 'prenom_nom' })
    }
    if (proposal.grid?.year === 'unknown') {
      const year = await text(
        fr`${file} : de quelle année est la première séance ?`,
        (typed) => /^20\d\d$/.test(typed) || 'Une année, par exemple 2026.',
      )
      add({ annees: { [file]: Number(year) } })
    }
  }

  /** Words of all files together, the most frequent first. */
  async function askForWords(): Promise<void> {
    const words = new Map<
      string,
      { source: ProposedEntry['source']; field: string; word: string; count: number; guess: string | null }
    >()
    for (const { proposal, source } of looked.entries) {
      for (const { field, word, count, guess, value } of proposal?.words ?? []) {
        if (value !== null) continue
        const key = `${source}\n${field}\n${word}`
        const known = words.get(key)
        words.set(key, { source, field, word, guess, count: count + (known?.count ?? 0) })
      }
    }
    for (const { source, field, word, count, guess } of [...words.values()].sort(
      (a, b) => b.count - a.count,
    )) {
      const known = fieldOf(source, field)
      if (known === undefined) continue
      const said = await choose(
        fr`Que veut dire ${quoted(word)} (${field}, ${counted(count, 'ligne', 'lignes')}) ?`,
        [...canonicalValues(known), LATER],
        guess ?? undefined,
      )
      if (said !== LATER) add({ valeurs: { [source]: { [field]: { [word]: said } } } })
    }
  }

  async function askForDelays(): Promise<void> {
    const procedure = answers.procedure ?? looked.procedure
    const delays = openDelaysOf(procedure).filter(({ id }) => answers.delais?.[id] === undefined)
    if (delays.length > 0)
      io.err(
        fr`La source laisse ${counted(delays.length, 'délai', 'délais')} à fixer : ${procedureSource(procedure)}.\n`,
      )
    for (const { id, title, reference } of delays) {
      const where = reference === '' ? '' : ` (${reference})`
      const delay = await text(
        fr`${title}${where} : sous quel délai ? « 2 jours ouvrés » ou « 7 jours », par exemple ; vide pour plus tard :`,
        (typed) =>
          typed === '' ||
          parseDelay(typed).delay !== null ||
          fr`Ce délai ne se lit pas : écrivez « 2 jours ouvrés », « 48 h » ou « 1 mois ».`,
      )
      if (delay !== '') add({ delais: { [id]: delay } })
    }
  }
}

function isDayOrEmpty(typed: string): true | string {
  return (
    typed === '' ||
    parseWrittenDay(typed) !== null ||
    fr`Ce jour n’existe pas : écrivez-le AAAA-MM-JJ ou JJ/MM/AAAA.`
  )
}

function isoDay(typed: string): string {
  const day = parseWrittenDay(typed)
  return day === null ? typed : formatIsoDate(day)
}
