// Two checks side by side, for programs: contract `i12/diff/1` (docs/conception.md).
import type { CheckDifference } from '../../app/findings/compare-checks.js'
import { TOOL } from '../../app/tool-version.js'

export function diffJson({ before, after, fresh, solved, moved }: CheckDifference): string {
  const content = {
    format: 'i12/diff/1',
    tool: TOOL,
    before,
    after,
    new: [
      ...fresh.breaches.map((one) => ({ kind: 'breach', ...one })),
      ...fresh.errors.map((one) => ({ kind: 'diagnostic', ...one })),
    ],
    solved: [
      ...solved.breaches.map((one) => ({ kind: 'breach', ...one })),
      ...solved.errors.map((one) => ({ kind: 'diagnostic', ...one })),
    ],
    moved: moved.map(({ before: one, after: other }) => ({
      kind: 'breach',
      ...other,
      from: { status: one.status, evidence: one.evidence },
      to: { status: other.status, evidence: other.evidence },
    })),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
