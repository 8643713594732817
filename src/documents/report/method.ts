// How the figures were made, so that anybody can make them again. May not hold a rule: it says those of the other layers.
import { counted, formatDate, formatLongDate, fr, listed, plural, quoted } from '../../kernel/french.js'
import { ZONES, type Zone } from '../../kernel/holidays.js'
import type { DayInterval } from '../../kernel/working-calendar.js'
import type { SectionHead } from '../section.js'
import type { ReportInputs } from './report-inputs.js'

export interface MethodView extends SectionHead {
  readonly parts: readonly { readonly heading: string; readonly items: readonly string[] }[]
}

export function methodView(inputs: ReportInputs, number: string): MethodView {
  return {
    anchor: 'methode',
    number,
    isBrief: false,
    title: 'Méthode et conventions',
    lead: 'Ce que les mots et les chiffres de ce rapport veulent dire, et comment les retrouver.',
    parts: [
      { heading: 'Ce que disent les mots', items: words() },
      { heading: 'Délais', items: delays(inputs) },
      { heading: 'Calendrier', items: calendar(inputs) },
      { heading: 'Périmètre et unité de compte', items: scope(inputs) },
      { heading: 'Statistiques', items: statistics() },
      { heading: 'Personnes', items: people(inputs) },
      { heading: 'Ce document', items: thisDocument(inputs) },
    ],
  }
}

function words(): string[] {
  return [
    fr`${quoted('Dans le délai')} : un acte du type, du canal et du destinataire prévus est consigné, au plus tard le jour de l’échéance.`,
    fr`${quoted('Hors délai')} : l’acte est consigné, après l’échéance. ${quoted('Sans trace')} : le délai est écoulé et aucun acte n’est consigné.`,
    fr`${quoted('En cours')} : le délai n’est pas écoulé à la date d’arrêté. ${quoted('Indéterminée')} : une date nécessaire manque ou ne peut pas être lue, ou rien ne dit si le destinataire existe.`,
    fr`${quoted('Preuve absente')} : la procédure exige une preuve ou un ticket, et le fichier manque, est vide, est hors de l’espace de travail, ou rien n’est cité.`,
    fr`Un écart à la procédure est un acte hors délai, un acte sans trace ou une preuve absente. Ce rapport compare les traces à la procédure de l’organisme ; l’appréciation revient à l’auditeur.`,
  ]
}

function delays({ procedure }: ReportInputs): string[] {
  return [
    fr`Le jour de l’événement n’est pas compté ; le délai prend fin à la fin de son dernier jour.`,
    fr`Jours : tous les jours du calendrier. Jours ouvrables : du lundi au samedi. Jours ouvrés : du lundi au vendredi. Les jours fériés et les fermetures ne sont ni ouvrables ni ouvrés.`,
    procedure.movesToWorkingDay
      ? 'Un délai en jours, en semaines ou en mois qui finit un samedi, un dimanche, un jour férié ou un jour de fermeture est reporté au jour ouvré suivant.'
      : fr`Un délai qui finit un samedi, un dimanche ou un jour férié n’est pas reporté : la procédure l’écarte.`,
    'Un délai en heures ou en minutes part de l’heure de l’événement, ou de la fin du jour quand elle n’est pas connue.',
    'Un acte sans heure, le jour de l’événement, compte comme postérieur à celui-ci.',
    'Chaque obligation est jugée selon la version de la procédure en vigueur le jour où elle naît. Un même acte peut répondre à plusieurs obligations.',
    fr`Ces conventions sont celles de la procédure de l’organisme et de l’outil ; le guide de lecture ne fixe pas de délai de relance.`,
  ]
}

const ZONE_WORDS: Readonly<Record<Zone, string>> = {
  metropole: 'métropole',
  'alsace-moselle': 'Alsace-Moselle',
  guadeloupe: 'Guadeloupe',
  guyane: 'Guyane',
  'la-reunion': 'La Réunion',
  martinique: 'Martinique',
  mayotte: 'Mayotte',
  'nouvelle-caledonie': 'Nouvelle-Calédonie',
  'polynesie-francaise': 'Polynésie française',
  'saint-barthelemy': 'Saint-Barthélemy',
  'saint-martin': 'Saint-Martin',
  'saint-pierre-et-miquelon': 'Saint-Pierre-et-Miquelon',
  'wallis-et-futuna': 'Wallis-et-Futuna',
}

function calendar({ procedure, siteZones }: ReportInputs): string[] {
  const byZone = new Map<Zone, string[]>()
  for (const [site, zone] of siteZones) byZone.set(zone, [...(byZone.get(zone) ?? []), site])
  const zones = ZONES.flatMap((zone) => {
    const sites = byZone.get(zone)
    return sites === undefined ? [] : [fr`${listed(sites)} : ${ZONE_WORDS[zone]}`]
  })
  return [
    zones.length === 0
      ? 'Les jours fériés sont ceux de la métropole.'
      : fr`Les jours fériés sont ceux de la zone de chaque site. ${zones.join(fr` ; `)}.`,
    procedure.closures.length === 0
      ? 'Aucune fermeture n’est déclarée.'
      : fr`${plural(procedure.closures.length, 'Fermeture déclarée', 'Fermetures déclarées')} : ${listed(procedure.closures.map(closureWords))}.`,
  ]
}

function closureWords({ from, to }: DayInterval): string {
  return from === to ? fr`le ${formatDate(from)}` : fr`du ${formatDate(from)} au ${formatDate(to)}`
}

function scope({ procedure, register }: ReportInputs): string[] {
  const { moreThanDays, excludesSubcontracted } = procedure.scope
  return [
    fr`L’unité de compte est l’inscription : une personne dans une formation. Une personne inscrite deux fois compte deux fois.`,
    fr`Un dossier appartient à la période si son parcours, de l’entrée (à défaut, prévue) à la sortie (à défaut, la fin prévue), la touche. Les obligations nées hors de la période ne sont pas listées.`,
    moreThanDays > 0
      ? fr`Les formations de ${counted(moreThanDays, 'jour', 'jours')} ou moins sont hors périmètre${excludesSubcontracted ? ', comme celles que l’organisme réalise en sous-traitance' : ''}.`
      : excludesSubcontracted
        ? 'Les formations réalisées en sous-traitance sont hors périmètre.'
        : 'Aucune formation n’est écartée pour sa durée ni pour sa sous-traitance.',
    'Les erreurs administratives sont comptées à part. Une personne qui n’est jamais entrée en formation n’est concernée que par les obligations nées d’un abandon déclaré.',
    fr`Rien de ce qui est daté après le ${formatLongDate(register.asOf)} n’est pris en compte.`,
  ]
}

function statistics(): string[] {
  return [
    'Ce rapport donne des comptes. Les taux, leur formule, leur population et leur intervalle de confiance sont dans le document de statistiques annuelles.',
    fr`Part des obligations tenues dans le délai : dans le délai / (dans le délai + hors délai + sans trace). Les obligations en cours et indéterminées n’y entrent pas.`,
    fr`Abandon : dossier que l’organisme tient pour abandonné, entrée faite. Le taux d’abandon des statistiques laisse de côté ceux que l’entreprise a décidés. La force majeure, la rupture d’un contrat d’apprentissage, le transfert, l’exclusion et l’interruption par l’organisme sont comptés à part.`,
  ]
}

function people({ naming }: ReportInputs): string[] {
  return naming.isPseudonymised
    ? [
        fr`Cette version est pseudonymisée : chaque personne, chaque dossier et chaque pièce y porte un code, stable pour un même organisme. L’organisme garde la clé et reste seul à pouvoir rapprocher un code d’un nom ; ces données restent personnelles.`,
        'Ni motif de santé ni commentaire libre ne figure dans ce document.',
      ]
    : [
        fr`Cette version est nominative ; elle est faite pour être montrée sur place. Une version pseudonymisée existe pour l’envoi.`,
        'Ni motif de santé ni commentaire libre ne figure dans ce document.',
      ]
}

function thisDocument({ toolVersion }: ReportInputs): string[] {
  return [
    fr`Document produit par i12, version ${toolVersion}, à partir des fichiers dont l’empreinte figure dans l’index. Les mêmes fichiers, la même date d’arrêté et la même version de l’outil donnent le même document.`,
    fr`La version du document est tirée des empreintes de ses sources : elle change si l’une d’elles change.`,
  ]
}
