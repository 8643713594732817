import { describe, expect, it } from 'vitest'
import type { SourceSettings } from '../../src/records/source-input.js'
import { readEntries, type WrittenEntry } from '../support/read-text.js'

const LEARNERS: WrittenEntry = {
  name: 'apprenants',
  file: 'apprenants.csv',
  content: `dossier;nom;prenom;email;telephone;formation;date_entree;date_fin_prevue;statut
A-001;Basalte;Capucine;capucine@exemple.fr;06 39 98 00 01;LON;07/09/2026;18/12/2026;en_cours
A-002;Calcite;Denis;foyer@exemple.fr;06 39 98 00 02;LON;07/09/2026;18/12/2026;en_cours
A-003;Dolomie;Élise;foyer@exemple.fr;06 39 98 00 02;LON;07/09/2026;18/12/2026;en_cours
`,
}

async function acts(content: string, settings: Partial<SourceSettings>) {
  const { records, said } = await readEntries([
    LEARNERS,
    { name: 'relances', file: 'appels.csv', content, settings },
  ])
  const file = records.exports.at(-1)
  return {
    acts: records.actions.map(({ enrolmentId, channel }) => `${enrolmentId} ${channel}`),
    joined: file?.joined,
    setAside: file?.setAside,
    said: said.map(({ code, at }) => `${code} ${at}`),
    seen: said.map(({ seen }) => seen).join(' '),
  }
}

describe('rapprocher', () => {
  it('joins rows by keys in order, counts by key, refuses several, and says once who is nobody', async () => {
    const { seen, ...found } = await acts(
      `date;telephone;nom_complet;canal;destinataire
06/10/2026;+33 6 39 98 00 01;;telephone;beneficiaire
06/10/2026;;BASALTE Capucine;telephone;beneficiaire
06/10/2026;0639980002;Mme Elise Dolomie;telephone;beneficiaire
06/10/2026;0639980002;;telephone;beneficiaire
06/10/2026;ne répond plus;Zoé Inconnue;telephone;beneficiaire
06/10/2026;;;telephone;beneficiaire
06/10/2030;;BASALTE Capucine;telephone;beneficiaire
`,
      { joinBy: ['telephone', 'nom'] },
    )
    expect(found).toEqual({
      acts: ['A-001 telephone', 'A-001 telephone', 'A-003 telephone'],
      joined: { telephone: 2, nom: 1, uncertain: 1, unmatched: 3 },
      setAside: 0,
      said: ['RAPPROCHEMENT-INCERTAIN 5:12', 'RAPPROCHEMENT-SANS-DOSSIER 1:1'],
    })
    expect(seen).not.toMatch(/Dolomie|Inconnue|0639|98 00/)
  })

  it('gives each act of a row its enrolment', async () => {
    const { acts: given, joined } = await acts(
      'date;Adresse;canal;destinataire\n06/10/2026;Capucine@Exemple.fr;téléphone + mail;stagiaire\n',
      { joinBy: ['email'], headers: new Map([['email', 'Adresse']]) },
    )
    expect(given).toEqual(['A-001 telephone', 'A-001 email'])
    expect(joined).toEqual({ email: 1, uncertain: 0, unmatched: 0 })
  })

  it('sets aside a row of somebody whose date cannot be used, and no row of nobody', async () => {
    const { joined, setAside } = await acts(
      `date;email;canal;destinataire
31/02/2026;capucine@exemple.fr;email;beneficiaire
31/02/2026;ailleurs@exemple.fr;email;beneficiaire
`,
      { joinBy: ['email'] },
    )
    expect({ joined, setAside }).toEqual({ joined: { email: 0, uncertain: 0, unmatched: 1 }, setAside: 1 })
  })

  it('says which key has no column', async () => {
    const found = await acts('date;canal;destinataire\n06/10/2026;email;beneficiaire\n', {
      joinBy: ['email', 'nom'],
    })
    expect(found.acts).toEqual([])
    expect(found.said).toEqual(['COLONNE-MANQUANTE 1:1', 'COLONNE-MANQUANTE 1:1'])
  })

  it('contradicts a file number', async () => {
    const { said } = await acts(
      'dossier;date;email;canal;destinataire\nA-001;06/10/2026;;email;beneficiaire\n',
      {
        joinBy: ['email'],
      },
    )
    expect(said).toEqual(['CLES-CONTRADICTOIRES 1:1'])
  })

  it('joins the cells of a grid by their own day', async () => {
    const { records } = await readEntries([
      LEARNERS,
      {
        name: 'emargements',
        file: 'grille.csv',
        content:
          'nom_complet;05/10/2026;06/10/2030\nCapucine Basalte;absent;absent\nZoé Inconnue;absent;present\n',
        settings: { isGrid: true, joinBy: ['nom'] },
      },
    ])
    expect(records.absences.map(({ enrolmentId }) => enrolmentId)).toEqual(['A-001'])
    expect(records.exports.at(-1)?.joined).toEqual({ nom: 1, uncertain: 0, unmatched: 1 })
  })

  it('leaves columns that name people out of exports that have a file number', async () => {
    const { said } = await acts(
      'dossier;date;email;canal;destinataire\nA-001;06/10/2026;capucine@exemple.fr;email;beneficiaire\n',
      {},
    )
    expect(said).toEqual(['COLONNES-INCONNUES 1:14'])
  })
})
