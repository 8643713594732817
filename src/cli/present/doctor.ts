// What `i12 doctor` found, in words and as JSON.
import type { Finding } from '../../app/examine-machine.js'
import { TOOL } from '../../app/tool-version.js'
import type { Paint } from './paint.js'
import { padded } from './text-width.js'

const SIGNS = { ok: 'bon', warning: 'à noter', error: 'à corriger' } as const
const STYLES = { ok: 'green', warning: 'yellow', error: 'red' } as const

export function doctorText(findings: readonly Finding[], paint: Paint): string {
  return findings
    .map(({ label, status, detail, mend }) => {
      const head = `${padded(label, 18)}  ${paint(STYLES[status], padded(SIGNS[status], 10))}  ${detail}\n`
      return mend === null ? head : `${head}${' '.repeat(20)}à faire     ${mend}\n`
    })
    .join('')
}

export function doctorJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ format: 'i12/doctor/1', tool: TOOL, findings }, null, 2)}\n`
}
