// docs/referentiels.md: the versions of the référentiel that the program knows, quoted with their sources.

/** @returns the page as Markdown. `program` holds REFERENTIALS and formatLongDate. */
export function referentialsPage({ REFERENTIALS, formatLongDate }) {
  const lines = [
    '# Versions du référentiel',
    '',
    'La date de l’audit choisit la version ; sans elle, la date d’arrêté. Les textes sont cités mot pour mot, avec leur',
    'source, souvent une transcription ; seul le document officiel fait foi. Page produite par `npm run docs`.',
  ]
  for (const referential of REFERENTIALS) {
    const { auditsFrom, auditsTo, guide, grading } = referential
    const from = auditsFrom === null ? null : `à partir du ${formatLongDate(auditsFrom)}`
    const to = auditsTo === null ? null : `jusqu’au ${formatLongDate(auditsTo)}`
    lines.push(
      '',
      `## ${referential.id}`,
      '',
      `${referential.title}. Audits ${[from, to].filter(Boolean).join(', ')}.`,
    )
    if (guide.note !== null) lines.push('', guide.note)
    const quotations = [
      ['Indicateur 12', referential.statement],
      ['Niveau attendu', referential.expectedLevel],
      ...referential.precisions.map((quotation) => ['Précision', quotation]),
      ...referential.examples.map((quotation) => ['Exemples de preuves', quotation]),
      ['Apprentissage', referential.apprenticeship],
      ['« Mineure »', grading.minor],
      ['« Majeure »', grading.major],
    ]
    for (const [label, { text, source, address }] of quotations) {
      lines.push(
        '',
        `**${label}**`,
        '',
        `> « ${text} »`,
        '',
        address === null ? source : `[${source}](${address})`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}
