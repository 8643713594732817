// docs/procedures-livrees.md: the procedures that `etend` may name, from the files that are shipped.

/** @returns the page as Markdown. `program` holds explain, SHIPPED_PROCEDURES and the words of obligations. */
export async function proceduresPage({ explain, SHIPPED_PROCEDURES, words }) {
  const lines = [
    '# Procédures livrées',
    '',
    'Des points de départ : « etend: <nom> » en reprend les obligations, une entrée du même « id » remplace celle d’ici,',
    '« retirer: [id] » l’écarte. Un délai « à fixer » attend la décision de l’organisme : « i12 check » la demande.',
    'Page produite par `npm run docs`.',
  ]
  for (const name of SHIPPED_PROCEDURES.names) {
    const { procedure } = await explain(name, '.')
    const obligations = procedure.versions[0].obligations
    const titleOf = (id) => obligations.find((item) => item.id === id)?.title ?? id
    lines.push(
      '',
      `## ${name}`,
      '',
      `${procedure.title}.`,
      '',
      `Source : ${procedure.basedOn[0].source}.`,
      '',
    )
    lines.push(
      '| id | obligation | pour | quand | faire | envers | délai | à garder |',
      '|---|---|---|---|---|---|---|---|',
    )
    for (const item of obligations) {
      const cells = [
        `\`${item.id}\``,
        item.title,
        words.trainingTypesWords(item.audience.types) ?? 'tous',
        words.triggerWords(item, titleOf),
        words.expectedWords(item),
        words.recipientsWords(item) || '–',
        words.timeLimitWords(item),
        words.proofWords(item) || '–',
      ]
      lines.push(`| ${cells.join(' | ')} |`)
    }
  }
  return `${lines.join('\n')}\n`
}
