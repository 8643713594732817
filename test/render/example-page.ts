// A small document with everything that pages are made of, and the names that break pages.
import {
  badgeCell,
  type ContentsBlock,
  type KeyFigures,
  type TableBlock,
  textCell,
} from '../../src/documents/blocks.js'
import type { ChartModel } from '../../src/documents/chart-models.js'
import type { DocumentRequest, TemplateOverrides } from '../../src/render/html.js'

export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  '{{x}} {{{y}}} {{> tableau}}',
  '"><img src=x onerror=alert(1)>',
  `Anne-${'Sophie-Marguerite-'.repeat(8)}de La Rochefoucauld`,
  'A'.repeat(120),
  'فاطمة بنت أحمد الزهراء',
  'Łukasz Šimůnek Nguyễn',
  'Αλέξανδρος Παπαδόπουλος',
  'Владимир Ильич',
  'Jean\u202e\u0007 Dupont',
  "O'Neill & Fils",
]

const TONES = ['done', 'late', 'failed', 'unproven', 'waiting', 'unknown'] as const

export function exampleTable(rows: number, id = 'table'): TableBlock {
  return {
    id,
    caption: 'Obligations échues',
    columns: [
      { label: 'Personne', align: 'text', width: '40%' },
      { label: 'Échues', align: 'number', width: null },
      { label: 'Échéance', align: 'date', width: null },
      { label: 'État', align: 'badge', width: null },
    ],
    rows: Array.from({ length: rows }, (_, i) => ({
      cells: [
        textCell(HOSTILE_NAMES[i % HOSTILE_NAMES.length] as string, i % 4 === 0 ? '§ 2.1' : null),
        textCell('12\u202f345'),
        textCell('12/06/2026'),
        badgeCell('hors délai', TONES[i % TONES.length] as (typeof TONES)[number]),
      ],
      isTotal: i === rows - 1 && rows > 1,
    })),
    empty: 'Aucune obligation.',
    note: null,
  }
}

export const KEY_FIGURES: KeyFigures = {
  figures: [
    { value: '92\u00a0%', label: 'des relances dans le délai', detail: '184 sur 200', tone: 'done' },
    { value: '16', label: 'écarts à la procédure', detail: null, tone: 'late' },
  ],
}

const CONTENTS: ContentsBlock = {
  title: 'Sommaire',
  entries: [
    { anchor: 'synthese', number: '1', title: 'Synthèse', level: 1 },
    { anchor: 'detail', number: '1.1', title: 'Détail', level: 2 },
    { anchor: 'ecarts', number: '2', title: 'Écarts', level: 1 },
  ],
}

export const CHARTS: { readonly [Kind in ChartModel['kind']]: Extract<ChartModel, { kind: Kind }> } = {
  rankedBars: {
    kind: 'rankedBars',
    id: 'causes',
    title: 'Le manque de temps vient en premier',
    description: 'Manque de temps : 12 abandons. Autre : 4.',
    bars: [
      { label: 'Manque de temps', value: 12, shown: '12', interval: { low: 8, high: 16 } },
      { label: HOSTILE_NAMES[0] as string, value: 4, shown: '4', detail: '& autres', tone: 'neutral' },
      { label: HOSTILE_NAMES[4] as string, value: null, shown: 'non calculé : moins de 20 entrées' },
    ],
    reference: { value: 9, label: 'moyenne' },
  },
  stackedBars: {
    kind: 'stackedBars',
    id: 'obligations',
    title: 'Neuf relances sur dix partent dans le délai',
    description: 'Contacter : 92 dans le délai, 8 hors délai, 4 non faites.',
    scale: 'count',
    series: TONES.map((tone) => ({ label: `état ${tone}`, tone })),
    rows: [
      {
        label: 'Contacter le participant absent et son entreprise',
        values: [92, 8, 4, 6, 2, 1],
        shown: '92 sur 104',
      },
      { label: 'Sans donnée', values: [0, 0, 0, 0, 0, 0], shown: '0' },
    ],
    note: 'Toutes versions.',
  },
  monthColumns: {
    kind: 'monthColumns',
    id: 'mois',
    title: 'Les relances suivent les rentrées',
    description: 'Septembre : 20. Octobre : 12.',
    unit: 'relances par mois',
    series: [
      { label: 'dans le délai', tone: 'done' },
      { label: 'hors délai', tone: 'late' },
    ],
    columns: [
      { label: 'sept.', group: '2025', values: [18, 2] },
      { label: 'oct.', values: [12, 0] },
      { label: 'nov.', values: [0, 0] },
      { label: 'janv.', group: '2026', values: [1200, 34], shown: '1\u202f234' },
    ],
  },
  delayDistribution: {
    kind: 'delayDistribution',
    id: 'delais',
    title: 'La moitié des relances part le jour même',
    description: 'Le jour même : 50. Un jour : 31. Au-delà du délai : 4.',
    unit: 'jours ouvrés',
    delays: [
      { days: 0, count: 50 },
      { days: 1, count: 31 },
      { days: 3, count: 3 },
      { days: 44, count: 1 },
    ],
    limit: { days: 2, label: 'délai : 2 jours ouvrés' },
    gatherAfter: 10,
  },
  procedureFlow: {
    kind: 'procedureFlow',
    id: 'procedure',
    title: 'De l’absence à l’attestation',
    description: 'Contacter, puis mener un entretien ; informer le financeur.',
    steps: [
      {
        id: 'a',
        title: 'Contacter',
        trigger: '2 absences injustifiées',
        delay: '2 jours ouvrés',
        details: ['bénéficiaire'],
        after: null,
      },
      { id: 'b', title: 'Mener un entretien', trigger: null, delay: null, details: [], after: 'a' },
      {
        id: 'c',
        title: 'Proposer',
        trigger: null,
        delay: 'à fixer',
        details: ['<b>'],
        after: 'b',
        tone: 'late',
      },
      { id: 'd', title: 'Décider', trigger: null, delay: null, details: [], after: 'c' },
      { id: 'e', title: 'Informer le financeur', trigger: null, delay: '7 jours', details: [], after: 'a' },
      { id: 'x', title: 'Premier d’un cercle', trigger: null, delay: null, details: [], after: 'y' },
      { id: 'y', title: 'Second d’un cercle', trigger: null, delay: null, details: [], after: 'x' },
    ],
  },
  caseTimeline: {
    kind: 'caseTimeline',
    id: 'dossier',
    title: 'Dossier A-0042',
    description: 'Absence le 13/10/2025, relance le 15/10/2025.',
    from: 0,
    to: 100,
    ticks: [
      { at: 0, label: '1er oct.' },
      { at: 50, label: '20 nov.' },
    ],
    spans: [{ from: 5, to: 60, label: 'en formation' }],
    events: [
      { at: 12, day: '13/10/2025', label: 'absence', tone: 'late' },
      { at: 14, day: '15/10/2025', label: HOSTILE_NAMES[0] as string },
      { at: 99, day: '08/01/2026', label: 'décision' },
    ],
  },
  survivalCurve: {
    kind: 'survivalCurve',
    id: 'maintien',
    title: 'Neuf sur dix restent neuf mois',
    description: 'À 9 mois : 90 % (84 à 95 %).',
    unit: 'mois depuis l’entrée',
    until: 12,
    ticks: [
      { at: 0, label: '0' },
      { at: 6, label: '6' },
      { at: 12, label: '12' },
    ],
    curves: [
      {
        label: 'Apprentissage',
        points: [
          { time: 1, survival: 0.98, low: 0.95, high: 1 },
          { time: 9, survival: 0.9, low: 0.84, high: 0.95 },
        ],
        censored: [4],
      },
      { label: 'Longues', points: [{ time: 3, survival: 0.8, low: null, high: null }] },
    ],
    marks: [{ at: 9, label: 'neuf mois' }],
    atRisk: [{ label: 'Apprentissage', counts: [{ at: 0, count: 1200 }] }],
  },
  dotInterval: {
    kind: 'dotInterval',
    id: 'taux',
    title: 'Le taux d’abandon baisse',
    description: '2024 : 6,0 % (3,5 à 10,0 %). 2025 : refusé.',
    rows: [
      { label: '2024', value: 0.06, low: 0.035, high: 0.1, shown: '6,0 % (3,5 à 10,0 %)' },
      { label: '2025', value: null, low: null, high: null, shown: 'refusé : cohorte incomplète' },
    ],
    reference: { value: 0.07, label: 'repère : 7 %' },
  },
  funnelChart: {
    kind: 'funnelChart',
    id: 'entonnoir',
    title: 'Un site sort de ce que le hasard explique',
    description: 'Nice : 9 sur 200. Lyon : 60 sur 300.',
    unit: 'entrés par site',
    overall: { value: 0.1, label: 'ensemble : 10 %' },
    limits: [
      {
        label: '95 %',
        low: [
          { size: 20, value: 0 },
          { size: 300, value: 0.07 },
        ],
        high: [
          { size: 20, value: 0.23 },
          { size: 300, value: 0.13 },
        ],
      },
    ],
    points: [
      { label: 'Nice', size: 200, value: 0.045, isNamed: true, tone: 'accent' },
      { label: HOSTILE_NAMES[0] as string, size: 300, value: 0.2, isNamed: true, tone: 'failed' },
    ],
  },
  incidenceCurve: {
    kind: 'incidenceCurve',
    id: 'semaines',
    title: '4,5 % des entrés ont abandonné au bout de 13 semaines',
    description: 'Semaine 2 : 1 abandon parmi 118 suivis.',
    unit: 'semaines depuis l’entrée',
    ticks: [
      { at: 0, label: '0' },
      { at: 13, label: '13' },
    ],
    until: 14,
    steps: [
      { at: 2, value: 0.01 },
      { at: 12, value: 0.045 },
    ],
  },
  runChart: {
    kind: 'runChart',
    id: 'mesure',
    title: 'Pas de changement au-delà du hasard',
    description: 'Médiane de 2025 : 4 %.',
    points: [
      { label: 'nov.', group: '2025', value: 0.03, isBefore: true },
      { label: 'déc.', group: null, value: 0.05, isBefore: true },
      { label: 'janv.', group: '2026', value: 0.02, isBefore: false },
    ],
    median: { value: 0.04, shown: 'médiane 4,0 %' },
    scale: [
      { at: 0, label: '0 %' },
      { at: 0.06, label: '6 %' },
    ],
    max: 0.06,
  },
}

const TEMPLATE = `<section class="couverture"><p class="organisation">{{organisation}}</p><h1>{{title}}</h1></section>
{{> sommaire contents}}
<section class="chapitre">
<h1 id="synthese"><span class="numero">1</span>Synthèse</h1>
{{> chiffres-cles figures}}
{{> encadre remark}}
{{> chronologie timeline}}
{{#each charts}}{{> graphique}}{{/each}}
</section>
<section class="chapitre">
<h2 id="detail"><span class="numero">1.1</span>Détail</h2>
{{> faits facts}}
</section>
<section class="chapitre">
<h1 id="ecarts"><span class="numero">2</span>Écarts</h1>
{{#each tables}}{{#unless @first}}{{> coupure}}{{/unless}}{{> tableau}}{{/each}}
</section>
`

export function overridesOf(text: string, name = 'essai.hbs'): TemplateOverrides {
  return new Map([[name, { path: `modeles/${name}`, text }]])
}

export function examplePage(options: { rows?: number; tables?: number } = {}): DocumentRequest {
  return {
    template: 'essai',
    title: 'Rapport d’essai',
    overrides: overridesOf(TEMPLATE),
    runningHeader: { left: 'Horizon "Formation" \\ </style>', right: 'Indicateur 12' },
    runningFooter: 'RP-I12, version 1',
    view: {
      organisation: 'Horizon Formation',
      title: 'Prévention des abandons et des ruptures de parcours dans la formation professionnelle',
      contents: CONTENTS,
      figures: KEY_FIGURES,
      remark: { tone: 'warning', title: 'Point de vigilance', paragraphs: ['Neuf dossiers sont à part.'] },
      timeline: {
        caption: 'Dossier A-0042',
        entries: [{ day: '13/10/2025', title: 'Absence', detail: 'ligne 14', tone: 'late' }],
      },
      facts: { facts: [{ label: 'SIRET', value: '123 456 782 00010' }] },
      charts: Object.values(CHARTS),
      tables: Array.from({ length: options.tables ?? 1 }, (_, i) =>
        exampleTable(options.rows ?? 40, `table-${i}`),
      ),
    },
  }
}
