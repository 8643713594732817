// `--shared`: the one folder outside the workspace that may be read, confined like the workspace itself.
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildDossier } from '../../src/app/build-dossier.js'
import { loadWorkspace } from '../../src/app/load-workspace.js'
import { readPresentation } from '../../src/app/presentation.js'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { Refusal } from '../../src/kernel/failure.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const NETWORK =
  'obligations:\n  - { id: contact, quand: { absence: injustifiee }, faire: { types: [relance] }, delai: 2 jours }\n'
const OWN = (etend: string, more = '') => ({
  'i12.yaml': `organisme: { nom: Essai }\naudit: {}\nprocedure: procedure.yaml\n${more}sources: { apprenants: apprenants.csv, relances: relances.csv, absences: absences.csv }\n`,
  'procedure.yaml': `etend: ${etend}\n`,
  'apprenants.csv': 'dossier;nom;prenom;formation;date_entree;statut\nA-1;Genêt;Rose;L;2026-01-12;en_cours\n',
  'relances.csv': 'dossier;date;canal;destinataire\n',
  'absences.csv': 'dossier;date;justifiee\nA-1;2026-02-02;non\n',
})

async function verdicts(files: Record<string, string>, shared: string | null) {
  const folder = await temporaryWorkspace(files)
  const { result, dossier } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30'), shared })
  return {
    codes: result.diagnostics.map(({ kind }) => kind.code),
    verdicts: dossier?.ledger.verdicts.map(({ obligation, status }) => `${obligation.id} ${status}`) ?? null,
  }
}

describe('the shared folder', () => {
  it('gives a procedure that the workspace does not hold', async () => {
    const shared = await temporaryWorkspace({ 'procedures/reseau.yaml': NETWORK })
    const files = OWN('procedures/reseau.yaml')
    expect((await verdicts(files, shared)).verdicts).toEqual(['contact missing'])
    const without = await verdicts(files, null)
    expect(without.verdicts).toBeNull()
    expect(without.codes).toContain('PROCEDURE-REPRISE-INTROUVABLE')
  })

  it('comes after the workspace', async () => {
    const shared = await temporaryWorkspace({ 'procedures/reseau.yaml': NETWORK })
    const files = {
      ...OWN('procedures/reseau.yaml'),
      'procedures/reseau.yaml': NETWORK.replace('contact', 'ici'),
    }
    expect((await verdicts(files, shared)).verdicts).toEqual(['ici missing'])
  })

  it('is not left by « .. », an absolute path or a link, nor read for anything else', async () => {
    const outside = await temporaryWorkspace({ 'secret.yaml': NETWORK })
    const shared = await temporaryWorkspace({ 'reseau.yaml': NETWORK })
    await symlink(join(outside, 'secret.yaml'), join(shared, 'lien.yaml'))
    for (const path of ['../secret.yaml', join(outside, 'secret.yaml'), 'lien.yaml', 'absent.yaml']) {
      const { codes, verdicts: judged } = await verdicts(OWN(path), shared)
      expect([path, judged]).toEqual([path, null])
      expect(codes).toContain('PROCEDURE-REPRISE-INTROUVABLE')
    }
    const files = {
      ...OWN('reseau.yaml'),
      'i12.yaml': OWN('x')['i12.yaml'].replace('relances.csv', 'ailleurs.csv'),
    }
    await temporaryWorkspace({})
    expect((await verdicts(files, shared)).verdicts).toBeNull()
  })

  it('gives the templates of a network where the workspace has none of that name', async () => {
    const shared = await temporaryWorkspace({ 'modeles/rapport.css': 'p { color: red }' })
    const more = 'presentation: { modeles: modeles/ }\n'
    const folder = await temporaryWorkspace(OWN('x', more))
    const workspace = await loadWorkspace(folder, new Diagnostics(), shared)
    if (workspace === null) throw new Error('no workspace')
    const { overrides } = await readPresentation(workspace)
    expect([...(overrides?.keys() ?? [])]).toEqual(['rapport.css'])
  })

  it('must be a folder', async () => {
    const folder = await temporaryWorkspace(OWN('x'))
    for (const shared of [join(folder, 'nulle-part'), join(folder, 'i12.yaml')]) {
      await expect(loadWorkspace(folder, new Diagnostics(), shared)).rejects.toThrow(Refusal)
    }
  })
})
