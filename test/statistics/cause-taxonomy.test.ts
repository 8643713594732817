import { describe, expect, it } from 'vitest'
import { ALL_CAUSES, causeLabelOutside, knownCause, sortCause } from '../../src/statistics/cause-taxonomy.js'
import { isHealthWording } from '../../src/statistics/health-words.js'

describe('sortCause', () => {
  it.each([
    ['Entrée en formation trop tardive', 'entree_tardive'],
    ['désengagement total pendant la période de la formation', 'desengagement'],
    ['Mécontentement', 'mecontentement'],
    ['force majeure, maladie ou décès d’un proche', 'force_majeure'],
    ['Retour à l’emploi', 'emploi'],
    ['A trouvé un CDI', 'emploi'],
    ['exclusion suite à un comportement inapproprié', 'exclusion'],
    ['indisponibilité du mentor référent', 'formateur_indisponible'],
    ['Indisponibilité du stagiaire', 'manque_de_temps'],
    ['déréférencement de trois formations à destination des créateurs d’entreprises', 'dereferencement'],
    ['erreur technique au niveau traitement administratif', 'erreur_administrative'],
    ['Problème de garde d’enfant', 'famille'],
    ['Décès d’un proche', 'famille'],
    ['Arrêt maladie', 'sante'],
    ['sante', 'sante'],
    ['Raison de santé', 'sante'],
    ['Raisons personnelles', 'personnel'],
    ['Raisons professionnelles', 'professionnel'],
    ['Décision employeur', 'employeur'],
    ['Inadéquation du contenu', 'inadequation'],
    ['Problème logistique ou technique', 'technique'],
    ['Réorientation', 'reorientation'],
    ['financement', 'financement'],
    ['sans_nouvelles', 'sans_nouvelles'],
    ['Ne répond plus', 'sans_nouvelles'],
    ['Manque de temps', 'manque_de_temps'],
    ['manque de motivation', 'desengagement'],
    ['caractère obligatoire', 'formation_imposee'],
    ['Accord des parties', 'accord_des_parties'],
    ['Liquidation judiciaire', 'liquidation_judiciaire'],
    ['Rupture pendant les 45 premiers jours', 'periode_de_45_jours'],
    ['Inaptitude constatée par la médecine du travail', 'inaptitude'],
    ['Démission', 'demission'],
    ['Changement de CFA', 'autre_formation'],
    ['Déménagement', 'mobilite'],
    ['Autre', 'autre'],
    ['Non communiqué', 'non_renseignee'],
    ['sans explication', 'non_renseignee'],
    ['', 'non_renseignee'],
    ['xyz', 'autre'],
  ])('%s → %s', (wording, code) => {
    expect(sortCause(wording).code).toBe(code)
  })

  it('takes a code at its word and knows each once', () => {
    for (const known of ALL_CAUSES) expect(sortCause(known.code).code).toBe(known.code)
    expect(new Set(ALL_CAUSES.map(({ code }) => code)).size).toBe(ALL_CAUSES.length)
    expect(new Set(ALL_CAUSES.map(({ label }) => label)).size).toBe(ALL_CAUSES.length)
  })

  it('maps to the lists of others', () => {
    expect(knownCause('dereferencement').edof).toBe('organisme_sans_report')
    expect(knownCause('formateur_indisponible').edof).toBe('organisme_avec_report')
    expect(knownCause('force_majeure').edof).toBe('force_majeure')
    expect(knownCause('emploi')).toMatchObject({ edof: 'stagiaire', dares: 'emploi' })
    expect(knownCause('accord_des_parties').contractGrounds).toBe('accord_des_parties')
  })
})

describe('health', () => {
  it.each([
    'Maladie',
    'hospitalisé',
    'DÉPRESSION',
    'burn-out',
    'Burn out',
    'congé maternité',
    'grossesse',
    'en ALD',
    'reconnaissance RQTH',
    'accident du travail',
    'suivi psychologique',
    'Inaptitude',
    'Fausse couche',
    'raison médicale',
  ])('« %s » stays inside', (wording) => {
    expect(isHealthWording(wording)).toBe(true)
    expect(causeLabelOutside(wording)).toBe('motif personnel')
  })

  it.each([
    'Déménagement',
    'Retour à l’emploi',
    'Dysfonctionnement de la plateforme',
    'dossier invalidé',
    'Solde du CPF',
    'Manque de temps',
  ])('« %s » keeps its words', (wording) => {
    expect(isHealthWording(wording)).toBe(false)
    expect(causeLabelOutside(wording)).toBe(wording)
  })
})
