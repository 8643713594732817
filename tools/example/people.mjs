// Invented people: first names are flowers and trees, family names are stones. Telephones are in the ranges kept
// for fiction (01 99 00 xx xx, 06 39 98 xx xx), addresses end in example.org.

const FIRST_NAMES = (
  'Capucine Églantine Narcisse Hortense Olivier Violette Laurier Jacinthe Basile Garance ' +
  'Tilleul Anémone Romarin Myrtille Cyprien Camélia Florent Bruyère Safran Clémentine ' +
  'Sorbier Prune Aubépin Dahlia Genévrier Marjolaine Lilas Mélisse Cèdre Amaryllis ' +
  'Noisetier Véronique Lierre Primevère Sureau Angélique Platane Fougère Mimosa Gentiane'
).split(' ')

const LAST_NAMES = (
  'Basalte Améthyste Granite Feldspath Quartz Obsidienne Mica Schiste Opale Calcaire ' +
  'Silex Ardoise Gneiss Topaze Jaspe Malachite Pyrite Tourmaline Zircon Béryl Gypse ' +
  'Tuffeau Porphyre Andésite Hématite Cinabre Azurite Fluorine Calcédoine Turquoise ' +
  'Grès-Rose Marne Rhyolite Labradorite Corindon Onyx Agate'
).split(' ')

const STREETS = [
  'rue des Fontaines',
  'allée des Tilleuls',
  'chemin du Moulin',
  'place du Marché',
  'impasse du Pré',
]

export const COMPANIES = [
  ['Atelier du Lac Bleu', 'contact@lac-bleu.example.org'],
  ['Boulangerie des Trois Sapins', 'direction@trois-sapins.example.org'],
  ['Auberge du Vieux Phare', 'accueil@vieux-phare.example.org'],
  ['Comptoir des Deux Rivières', 'rh@deux-rivieres.example.org'],
  ['Menuiserie Petit-Bois', 'bureau@petit-bois.example.org'],
  ['Librairie La Page Cornée', 'contact@page-cornee.example.org'],
  ['Transports Nuage & Fils', 'rh@nuage.example.org'],
  ['Clinique vétérinaire des Collines', 'secretariat@collines.example.org'],
]

export const PRESCRIBERS = [
  ['Conseil en évolution Les Amarres', 'suivi@amarres.example.org'],
  ['Mission locale des Rives (fictive)', 'parcours@rives.example.org'],
  ['Agence pour l’emploi du Ponant (fictive)', 'formation@ponant.example.org'],
]

export const FUNDERS = [
  ['CPF', 'cpf@financeurs.example.org'],
  ['OPCO des Métiers (fictif)', 'gestion@opco-metiers.example.org'],
  ['Région', 'formation@region.example.org'],
  ['Agence pour l’emploi', 'aides@ponant.example.org'],
]

const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')

/** The n-th person: every pair of names is different for the first 1,480. */
export function person(n) {
  const first = FIRST_NAMES[n % FIRST_NAMES.length]
  const last = LAST_NAMES[n % LAST_NAMES.length]
  const pair = String(n % 100).padStart(2, '0')
  const block = String((n * 7) % 100).padStart(2, '0')
  return {
    first,
    last,
    email: `${plain(first)}.${plain(last)}@example.org`,
    phone: `06 39 98 ${block} ${pair}`,
    address: `${(n % 48) + 1} ${STREETS[n % STREETS.length]}`,
  }
}
