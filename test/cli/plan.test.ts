import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { DROPOUT_WORKSPACE } from '../support/dropout-workspace.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

async function plan(folder: string, ...argv: string[]) {
  const io = memoryIo()
  const code = await main(['plan', '-C', folder, '--as-of', '2026-11-30', '--format', 'csv', ...argv], io)
  return { code, stdout: io.stdout, stderr: plain(io.stderr) }
}

const linesOf = async (folder: string, path: string) =>
  (await readFile(join(folder, path), 'utf8')).replace('\uFEFF', '').trimEnd().split(/\r?\n/)

const yamlOf = async (folder: string) => readFile(join(folder, 'i12.yaml'), 'utf8')

const REGISTER = 'id;date;constat;cause;action;responsable;echeance;fait_le;effet;obligation;indicateurs'

describe('i12 plan', () => {
  it('writes one line a cause, and changes nothing of the workspace', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    const { code, stderr } = await plan(folder)
    expect(code).toBe(0)
    const [header, ...lines] = await linesOf(folder, 'sorties/plan-actions-2026-11-30.csv')
    expect(header).toBe(`etat;${REGISTER}`)
    const obligations = lines.map((line) => line.split(';').at(-2)).filter((id) => id !== '')
    expect(obligations).toEqual(['contact-absent', 'appel', 'motifs'])
    expect(stderr).toContain('hors du registre')
    expect(await yamlOf(folder)).toBe(DROPOUT_WORKSPACE['i12.yaml'])
  })

  it('keeps the proposals in a register that i12.yaml names, once', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    const first = await plan(folder, '--write')
    expect(first.code).toBe(0)
    const register = await linesOf(folder, 'exports/ameliorations-i12.csv')
    expect(register[0]).toBe(REGISTER)
    // Owner, date, effect: left to decide.
    expect(register[1]).toMatch(/^PA-2026-11-30-01;30\/11\/2026;.*;;;;;contact-absent;12$/)
    expect(await yamlOf(folder)).toContain('ameliorations: exports/ameliorations-i12.csv')

    const again = await plan(folder, '--write', '--force')
    expect(again.stderr).toContain('0 ligne ajoutée')
    expect(await linesOf(folder, 'exports/ameliorations-i12.csv')).toEqual(register)
    const shown = await linesOf(folder, 'sorties/plan-actions-2026-11-30.csv')
    expect(shown[1]).toMatch(/^à décider;PA-2026-11-30-01;/)
  })

  it('adds to the register of the organisation, in its own columns and ends of line', async () => {
    const own =
      'Action,Id,Date,Constat,Cause,Obligation,Libre\nAppeler plus tôt,Q-1,2026-09-01,Retards,,appel,x'
    const folder = await temporaryWorkspace({
      ...DROPOUT_WORKSPACE,
      'i12.yaml': `${DROPOUT_WORKSPACE['i12.yaml']}  ameliorations: registre.csv\n`,
      'registre.csv': own,
    })
    expect((await plan(folder, '--write')).code).toBe(0)
    const text = await readFile(join(folder, 'registre.csv'), 'utf8')
    expect(text.startsWith(`${own}\n`)).toBe(true)
    expect(text).not.toContain('\r')
    const added = text
      .slice(own.length + 1)
      .trimEnd()
      .split('\n')
    expect(added[0]).toMatch(/^"?Faire.*PA-2026-11-30-01,30\/11\/2026,.*,contact-absent,$/)
    // The call is answered by Q-1 already.
    expect(added.some((line) => line.includes(',appel,'))).toBe(false)
    expect((await plan(folder, '--write', '--force')).stderr).toContain('0 ligne ajoutée')
  })

  it('stands beside a register that it cannot add to', async () => {
    const folder = await temporaryWorkspace({
      ...DROPOUT_WORKSPACE,
      'i12.yaml': `${DROPOUT_WORKSPACE['i12.yaml']}  ameliorations: registre.yaml\n`,
      'registre.yaml':
        '- { id: Q-1, date: 2026-09-01, constat: Retards, action: Appeler, obligation: appel }\n',
    })
    expect((await plan(folder, '--write')).code).toBe(0)
    const yaml = await yamlOf(folder)
    expect(yaml).toMatch(/ameliorations:\s+- "?registre\.yaml"?\s+- exports\/ameliorations-i12\.csv/)
    const check = memoryIo()
    await main(['check', '-C', folder, '--as-of', '2026-11-30', '--format', 'json'], check)
    const { sources } = JSON.parse(check.stdout) as { sources: { name: string }[] }
    expect(sources.filter(({ name }) => name === 'ameliorations')).toHaveLength(2)
    expect((await plan(folder, '--write', '--force')).stderr).toContain('0 ligne ajoutée')
  })

  it('names nobody in the register', async () => {
    const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
    await plan(folder, '--write')
    const text = await readFile(join(folder, 'exports/ameliorations-i12.csv'), 'utf8')
    expect(text).not.toMatch(/Basalte|Capucine|Wolfram|Onyx|dépression|example\.org/)
  })
})
