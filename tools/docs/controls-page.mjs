// docs/controles.md: every code, what it means and what `check` says of it, from the objects the program itself uses.

/** @returns the page as Markdown. `examples`: what `check` says, by code. */
export function controlsPage({ PROBLEM_FAMILIES, checkOf, consequenceOf }, examples) {
  const lines = [
    '# Contrôles',
    '',
    'Ce que « i12 check » peut dire, code par code. Cette page est produite par `npm run docs` à partir du programme ;',
    'chaque exemple est la sortie réelle d’un petit dossier de `test/diagnostics.yml`, arrêté au 30/11/2026.',
    '« i12 explain CODE » dit la même chose dans le terminal.',
    '',
    '| famille | codes |',
    '|---|---|',
    ...PROBLEM_FAMILIES.map(({ title, kinds }) => `| [${title}](#${slug(title)}) | ${kinds.length} |`),
    '',
    'Les écarts à la procédure ne sont pas des codes : ils portent l’« id » de l’obligation.',
  ]
  for (const { title, intro, kinds } of PROBLEM_FAMILIES) {
    lines.push('', `## ${title}`, '', intro)
    for (const kind of kinds) {
      lines.push('', `### ${kind.code}`, '', kind.summary, '', kind.explanation, '')
      const check = checkOf(kind)
      lines.push(`- Gravité : ${consequenceOf(kind)}.`)
      if (check !== null) lines.push(`- Contrôle : \`${check.id}\`.`)
      for (const { name, value, unit, description } of check?.parameters ?? []) {
        lines.push(`- Réglage \`${name}\` : ${value} ${unit}. ${description}`)
      }
      const example = examples[kind.code]
      if (example !== undefined) lines.push('', '```text', example, '```')
    }
  }
  return `${lines.join('\n')}\n`
}

/** The anchor that forges give to a heading. */
function slug(title) {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replace(/ /g, '-')
}
