// An explanation as a person reads it in a terminal.
import type { Explanation } from '../../app/explain.js'
import { PROBLEM_FAMILIES } from '../../app/problem-catalogue.js'
import type { DiagnosticKind } from '../../kernel/diagnostic.js'
import { counted, formatLongDate, fr, listed, plural, quoted } from '../../kernel/french.js'
import { countToDecide, type Obligation, type Procedure } from '../../procedure/procedure.js'
import type { Quotation, Referential } from '../../procedure/referentials/referential.js'
import {
  expectedWords,
  proofWords,
  recipientsWords,
  timeLimitWords,
  triggerWords,
} from '../../words/obligation.js'
import { GRAVITY_WORDS, KIND_WORDS, trainingTypesWords } from '../../words/values.js'
import type { Paint } from './paint.js'

const WIDTH = 78
const LABEL = 15
const NO_EXAMPLE = fr`Celui-ci dépend de la machine : aucun petit dossier ne le montre.`

export function explainText(explanation: Exclude<Explanation, { what: 'nothing' }>, paint: Paint): string {
  switch (explanation.what) {
    case 'kind':
      return kindText(explanation, paint)
    case 'procedure':
      return procedureText(explanation.name, explanation.procedure, paint)
    case 'referential':
      return referentialText(explanation.referential, paint)
    case 'obligation':
      return obligationText(explanation.obligation, explanation.versions, explanation.procedure, paint)
  }
}

/** Everything that can be explained, by family. */
export function catalogueText(
  shipped: readonly string[],
  referentials: readonly string[],
  paint: Paint,
): string {
  const lines: string[] = []
  for (const { title, kinds } of PROBLEM_FAMILIES) {
    lines.push(paint('bold', title))
    const width = Math.max(...kinds.map(({ code }) => code.length))
    for (const { code, summary } of kinds) lines.push(`  ${code.padEnd(width)}  ${summary}`)
    lines.push('')
  }
  lines.push(paint('bold', 'Procédures livrées'), ...shipped.map((name) => `  ${name}`), '')
  lines.push(paint('bold', 'Versions du référentiel'), ...referentials.map((id) => `  ${id}`), '')
  lines.push(
    fr`« i12 explain CODE » en dit plus ; « i12 explain ID » décrit une obligation de votre procédure.`,
  )
  return `${lines.join('\n')}\n`
}

export function consequenceOf({ severity, isFatal }: DiagnosticKind): string {
  if (isFatal === true) return fr`erreur : rien n’est jugé tant qu’elle demeure (code de sortie 2)`
  return severity === 'error'
    ? fr`erreur : le reste est lu et jugé (code de sortie 1)`
    : fr`avertissement : sans effet sur le code de sortie`
}

function kindText({ kind, check, example }: Extract<Explanation, { what: 'kind' }>, paint: Paint): string {
  const lines = [
    paint('bold', kind.code),
    ...wrapped(kind.summary),
    '',
    ...wrapped(kind.explanation),
    '',
    ...row('gravité', consequenceOf(kind)),
  ]
  if (check !== null) {
    lines.push(...row('contrôle', check.id))
    for (const { name, description, unit, value } of check.parameters) {
      lines.push(...row('réglage', fr`${name} : ${value} ${unit}. ${description}`))
    }
    const [first] = check.parameters
    if (first !== undefined) {
      const key = `controles: { ${check.id}: { ${first.name}: ${first.value} } }`
      lines.push(...row('à changer', fr`${quoted(key)} dans i12.yaml`))
    }
  }
  lines.push('', paint('bold', 'Exemple'))
  lines.push(
    ...(example === null ? wrapped(NO_EXAMPLE) : example.split('\n').map((line) => `  ${line}`.trimEnd())),
  )
  return `${lines.join('\n')}\n`
}

function procedureText(name: string, procedure: Procedure, paint: Paint): string {
  const obligations = procedure.versions[0]?.obligations ?? []
  const open = countToDecide(obligations)
  const lines = [
    paint('bold', name),
    ...wrapped(procedure.title),
    '',
    ...row('source', procedure.basedOn?.[0]?.source ?? ''),
    ...row('emploi', fr`« etend: ${name} » dans votre procédure`),
    ...row(
      'à décider',
      open === 0 ? 'rien' : fr`${counted(open, 'délai', 'délais')} sur ${obligations.length}`,
    ),
    '',
  ]
  for (const obligation of obligations) {
    lines.push(
      fr`${paint('bold', obligation.id)}  ${obligation.title}`,
      ...facts(obligation, obligations),
      '',
    )
  }
  return `${lines.join('\n')}`
}

function referentialText(referential: Referential, paint: Paint): string {
  const { auditsFrom, auditsTo, grading, guide } = referential
  const quote = ({ text, source }: Quotation) => fr`${quoted(text)} (${source})`
  const from = auditsFrom === null ? '' : fr`à partir du ${formatLongDate(auditsFrom)}`
  const to = auditsTo === null ? '' : fr`jusqu’au ${formatLongDate(auditsTo)}`
  return `${[
    paint('bold', referential.id),
    ...wrapped(referential.title),
    '',
    ...row('audits', [from, to].filter((part) => part !== '').join(', ')),
    ...row('indicateur 12', quote(referential.statement)),
    ...row('attendu', quote(referential.expectedLevel)),
    ...referential.precisions.flatMap((precision) => row('précision', quote(precision))),
    ...referential.examples.flatMap((example) => row('preuves', quote(example))),
    ...row('apprentis', quote(referential.apprenticeship)),
    ...row('mineure', quote(grading.minor)),
    ...row('majeure', quote(grading.major)),
    ...(guide.note === null ? [] : row('guide', guide.note)),
  ].join('\n')}\n`
}

function obligationText(
  obligation: Obligation,
  versions: readonly string[],
  procedure: Procedure,
  paint: Paint,
): string {
  const all = procedure.versions.flatMap(({ obligations }) => obligations)
  const numbers = versions.filter((version) => version !== '')
  return `${[
    paint('bold', obligation.id),
    ...wrapped(obligation.title),
    '',
    ...row('procédure', [procedure.reference, procedure.title].filter((part) => part !== '').join(', ')),
    ...(numbers.length === 0 ? [] : row(numbers.length > 1 ? 'versions' : 'version', listed(numbers))),
    ...facts(obligation, all),
  ].join('\n')}\n`
}

function facts(obligation: Obligation, all: readonly Obligation[]): string[] {
  const titleOf = (id: string) => all.find((item) => item.id === id)?.title ?? id
  const types = trainingTypesWords(obligation.audience.types)
  const proof = proofWords(obligation)
  return [
    ...row('genre', KIND_WORDS[obligation.kind]),
    ...(types === null ? [] : row('pour', types)),
    ...row('quand', triggerWords(obligation, titleOf)),
    ...row('faire', expectedWords(obligation)),
    ...(obligation.expected.recipients.length === 0 ? [] : row('envers', recipientsWords(obligation))),
    ...row('délai', timeLimitWords(obligation)),
    ...(proof === '' ? [] : row('à garder', proof)),
    ...row('manquement', GRAVITY_WORDS[obligation.gravity]),
    ...(obligation.reference === '' ? [] : row('référence', obligation.reference)),
    ...(obligation.owner === '' ? [] : row('responsable', obligation.owner)),
    ...(obligation.indicators.length === 0
      ? []
      : row(
          'sert aussi',
          `${plural(obligation.indicators.length, 'indicateur', 'indicateurs')} ${listed(obligation.indicators.map(String))}`,
        )),
  ]
}

function row(label: string, value: string): string[] {
  const [first = '', ...rest] = wrapped(value, WIDTH - LABEL - 2)
  return [`  ${label.padEnd(LABEL)}${first}`, ...rest.map((line) => `  ${' '.repeat(LABEL)}${line}`)]
}

/** Lines of at most `width` characters, cut at ordinary spaces. */
function wrapped(text: string, width = WIDTH): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && [...line].length + 1 + [...word].length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
