// The words by which a cause tells of somebody's health. May not know the list of causes.
import { textKey } from '../kernel/text-key.js'

/**
 * Beginnings of words, as `textKey` writes them. The list is wide on purpose: a cause wrongly taken for one of
 * health loses its wording in public, a cause of health missed would publish a diagnosis.
 */
const BEGINNINGS: readonly string[] = [
  'accident',
  'accouch',
  'addict',
  'alcool',
  'allerg',
  'anorex',
  'anxi',
  'arret de travail',
  'arret longue duree',
  'arret maladie',
  'asthm',
  'autis',
  'bipol',
  'bless',
  'boulim',
  'burn out',
  'burnout',
  'cancer',
  'cardia',
  'chimio',
  'chirurg',
  'clini',
  'convalesc',
  'coronavirus',
  'covid',
  'cure thermale',
  'depress',
  'desintox',
  'diabet',
  'drogue',
  'dyslex',
  'dysorthograph',
  'dysphas',
  'dysprax',
  'endometr',
  'enceinte',
  'epilep',
  'epuisement',
  'fatigue',
  'fausse couche',
  'fibromyalg',
  'fractur',
  'grossesse',
  'handicap',
  'hemorrag',
  'hopita',
  'hospital',
  'inaptitude',
  'incapacite',
  'infarct',
  'infection',
  'infirmite',
  'invalidite',
  'leucem',
  'lombalg',
  'malade',
  'maladi',
  'malaise',
  'maternite',
  'medec',
  'medic',
  'mental',
  'mi temps therapeutique',
  'migrain',
  'operation',
  'operee',
  'paralys',
  'patholog',
  'phobi',
  'psych',
  'raison medicale',
  'reeducation',
  'sante',
  'scleros',
  'seropos',
  'soigne',
  'soins',
  'souffrance',
  'suicid',
  'surdit',
  'surmen',
  'therap',
  'toxico',
  'traumat',
  'trouble dys',
  'troubles dys',
  'tumeur',
]

/** Short words, whole: their letters begin many others. */
const WHOLE: readonly string[] = [
  'ald',
  'avc',
  'hiv',
  'inapte',
  'irm',
  'ivg',
  'opere',
  'pma',
  'rqth',
  'sep',
  'sida',
  'tdah',
  'tms',
  'vih',
]

const BEGINNING = wordStarts(BEGINNINGS)
const WHOLE_WORD = new RegExp(`(?:^|[^a-z0-9])(?:${WHOLE.join('|')})(?![a-z0-9])`)

/** A pattern that finds any of the words at the beginning of a word. */
export function wordStarts(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?:^|[^a-z0-9])(?:${escaped.join('|')})`)
}

/** Whether a wording tells of somebody's health. */
export function isHealthWording(wording: string): boolean {
  const key = textKey(wording)
  return BEGINNING.test(key) || WHOLE_WORD.test(key)
}
