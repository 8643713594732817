import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

async function doctor(...argv: string[]) {
  const io = memoryIo()
  const code = await main(['doctor', '--format', 'json', ...argv], io)
  const { findings } = JSON.parse(io.stdout) as {
    findings: { id: string; status: string; detail: string; mend: string | null }[]
  }
  return { code, found: new Map(findings.map((finding) => [finding.id, finding])) }
}

describe('i12 doctor', () => {
  it('finds what it needs', async () => {
    const { found } = await doctor()
    expect(found.get('node')?.status).toBe('ok')
    expect(found.get('fonts')?.status).toBe('ok')
  })

  it('says that a browser asked for does not exist', async () => {
    const folder = await temporaryWorkspace({})
    const { code, found } = await doctor('--browser', join(folder, 'chrome'))
    expect(code).toBe(1)
    expect(found.get('browser')).toMatchObject({
      status: 'error',
      mend: expect.stringContaining('--browser'),
    })
  })

  it('says what keeps a workspace from being read', async () => {
    const folder = await temporaryWorkspace({ 'i12.yaml': 'organisme: {}\n' })
    const { code, found } = await doctor('-C', folder, '--browser', '/nulle-part')
    expect(code).toBe(1)
    expect(found.get('workspace')).toMatchObject({
      status: 'error',
      detail: expect.stringContaining('CLE-MANQUANTE'),
    })
  })
})
