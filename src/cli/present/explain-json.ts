// An explanation as programs read it.
import type { Explanation } from '../../app/explain.js'
import { checkOf, PROBLEM_FAMILIES } from '../../app/problem-catalogue.js'
import type { DiagnosticKind } from '../../kernel/diagnostic.js'
import type { Obligation } from '../../procedure/procedure.js'

const FORMAT = 'i12/explain/1'

export function explainJson(explanation: Exclude<Explanation, { what: 'nothing' }>): string {
  return `${JSON.stringify({ format: FORMAT, ...content(explanation) }, null, 2)}\n`
}

export function catalogueJson(shipped: readonly string[], referentials: readonly string[]): string {
  const kinds = PROBLEM_FAMILIES.flatMap((family) =>
    family.kinds.map((kind) => ({ family: family.title, ...kindContent(kind) })),
  )
  return `${JSON.stringify({ format: FORMAT, kinds, procedures: shipped, referentials }, null, 2)}\n`
}

function content(explanation: Exclude<Explanation, { what: 'nothing' }>) {
  switch (explanation.what) {
    case 'kind':
      return { what: 'kind', ...kindContent(explanation.kind), example: explanation.example }
    case 'procedure': {
      const { name, procedure } = explanation
      return {
        what: 'procedure',
        name,
        title: procedure.title,
        source: procedure.basedOn?.[0]?.source ?? null,
        obligations: (procedure.versions[0]?.obligations ?? []).map(obligationContent),
      }
    }
    case 'referential':
      return { what: 'referential', ...explanation.referential }
    case 'obligation': {
      const { obligation, versions } = explanation
      return { what: 'obligation', versions, ...obligationContent(obligation) }
    }
  }
}

function kindContent(kind: DiagnosticKind) {
  const check = checkOf(kind)
  return {
    code: kind.code,
    severity: kind.severity,
    isFatal: kind.isFatal === true,
    summary: kind.summary,
    explanation: kind.explanation,
    check: check === null ? null : { id: check.id, parameters: check.parameters },
  }
}

function obligationContent({ place: _, ...obligation }: Obligation) {
  return obligation
}
