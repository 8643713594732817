// What the report covers and what it leaves out, with counts. May not decide what is out of scope.

import { counted, formatNumber, fr, plural } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import { TRAINING_TYPES } from '../../records/values.js'
import type { Site } from '../../register/register.js'
import {
  countExamined,
  countScope,
  type ExaminedCounts,
  type ScopeCounts,
} from '../../statistics/case-counts.js'
import { capitalised, OUT_OF_SCOPE_WORDS, trainingTypeWord } from '../../words/values.js'
import { countCell, type KeyFigures, type TableBlock, tableBlock, tableRow, textCell } from '../blocks.js'
import type { SectionHead } from '../section.js'
import { periodWords } from './cover.js'
import type { ReportInputs } from './report-inputs.js'

export interface ScopeView extends SectionHead {
  readonly figures: KeyFigures
  readonly paragraphs: readonly string[]
  readonly leftOut: TableBlock
  readonly covered: TableBlock
  readonly reading: TableBlock
  readonly diagnostics: TableBlock
}

const REASONS = ['short', 'subcontracted', 'outsidePeriod', 'error'] as const

export function scopeView(inputs: ReportInputs, number: string): ScopeView {
  const { register } = inputs
  const scope = countScope(register.cases)
  const examined = countExamined(register.cases)
  const { neverEntered } = examined
  const leftOut = scope.enrolments - scope.inScope
  return {
    anchor: 'perimetre',
    number,
    isBrief: false,
    title: 'Périmètre',
    lead: fr`Ce rapport couvre les dossiers dont le parcours touche la période ${periodWords(inputs)}. Ce qui n’est pas examiné est compté ici, avec sa raison.`,
    figures: {
      figures: [
        {
          value: formatNumber(scope.enrolments),
          label: plural(scope.enrolments, 'dossier lu', 'dossiers lus'),
          detail: null,
          tone: 'neutral',
        },
        {
          value: formatNumber(scope.inScope),
          label: plural(scope.inScope, 'dossier examiné', 'dossiers examinés'),
          detail: neverEntered === 0 ? null : fr`dont ${formatNumber(neverEntered)} sans entrée en formation`,
          tone: 'accent',
        },
        {
          value: formatNumber(leftOut),
          label: plural(leftOut, 'dossier hors périmètre', 'dossiers hors périmètre'),
          detail: null,
          tone: 'neutral',
        },
      ],
    },
    paragraphs: scopeParagraphs(inputs, examined),
    leftOut: leftOutTable(scope),
    covered: coveredTable(inputs, examined),
    reading: readingTable(inputs),
    diagnostics: diagnosticsTable(inputs),
  }
}

function scopeParagraphs(inputs: ReportInputs, { neverEntered, unknownDuration }: ExaminedCounts): string[] {
  const { scope } = inputs.procedure
  const paragraphs = [
    scope.moreThanDays > 0
      ? fr`La procédure vise les formations de plus de ${counted(scope.moreThanDays, 'jour', 'jours')}. Une durée donnée en heures seulement n’est pas convertie en jours.`
      : 'La procédure vise les formations de toute durée.',
  ]
  if (unknownDuration > 0) {
    paragraphs.push(
      fr`${counted(unknownDuration, 'dossier', 'dossiers')} de durée inconnue ${plural(unknownDuration, 'est examiné', 'sont examinés')} avec les autres.`,
    )
  }
  if (neverEntered > 0) {
    paragraphs.push(
      fr`${counted(neverEntered, 'dossier', 'dossiers')} sans entrée en formation : seules les obligations nées d’un abandon déclaré peuvent s’y appliquer.`,
    )
  }
  return paragraphs
}

function leftOutTable({ enrolments, outOfScope }: ScopeCounts): TableBlock {
  return {
    id: 'hors-perimetre',
    caption: 'Dossiers hors périmètre, par raison',
    columns: [
      { label: 'Raison', align: 'text', width: '70%' },
      { label: 'Dossiers', align: 'number', width: null },
      { label: 'Part des dossiers lus', align: 'number', width: null },
    ],
    rows: REASONS.flatMap((reason) => {
      const count = outOfScope[reason]
      if (count === 0) return []
      return [
        tableRow([
          textCell(OUT_OF_SCOPE_WORDS[reason]),
          textCell(formatNumber(count)),
          textCell(shareWords(count, enrolments)),
        ]),
      ]
    }),
    empty: 'Tous les dossiers lus entrent dans le périmètre.',
    note: 'Un dossier hors périmètre à plusieurs titres est compté une fois, à la première raison de cette liste.',
  }
}

function shareWords(part: number, whole: number): string {
  return whole === 0 ? '–' : fr`${formatNumber((part / whole) * 100, 1)} %`
}

function coveredTable({ register }: ReportInputs, { byType, bySite }: ExaminedCounts): TableBlock {
  const rows = [...TRAINING_TYPES, null].flatMap((type) => {
    const ofType = byType.get(type)
    return ofType === undefined ? [] : [{ type, ofType }]
  })
  // At most seven columns: the type, up to four sites, the rest of the sites together, the total.
  const sites = register.sites.filter((site) => bySite.has(site))
  const ownColumn = sites.length <= 5 ? sites : sites.slice(0, 4)
  const others = sites.filter((site) => !ownColumn.includes(site))
  const figures = ownColumn.length + (others.length > 0 ? 1 : 0) + (sites.length > 1 ? 1 : 0)
  const width = `${Math.floor(64 / Math.max(1, figures))}%`
  const sumOf = (counts: ReadonlyMap<Site, number>, of: readonly Site[]) =>
    of.reduce((sum, site) => sum + (counts.get(site) ?? 0), 0)
  const cellsOf = (label: string, counts: ReadonlyMap<Site, number>, isTotal: boolean) =>
    tableRow(
      [
        textCell(label),
        ...ownColumn.map((site) => countCell(counts.get(site) ?? 0)),
        ...(others.length > 0 ? [countCell(sumOf(counts, others))] : []),
        ...(sites.length > 1 ? [textCell(formatNumber(sumOf(counts, [...counts.keys()])))] : []),
      ],
      isTotal,
    )
  return tableBlock({
    id: 'dossiers-examines',
    caption: 'Dossiers examinés, par type de formation et par site',
    columns: [
      { label: 'Type de formation', align: 'text', width: null },
      ...ownColumn.map((site) => ({ label: site.name, align: 'number' as const, width })),
      ...(others.length > 0
        ? [{ label: `${others.length} autres sites`, align: 'number' as const, width }]
        : []),
      ...(sites.length > 1 ? [{ label: 'Ensemble', align: 'number' as const, width }] : []),
    ],
    rows: [
      ...rows.map(({ type, ofType }) => cellsOf(capitalised(trainingTypeWord(type)), ofType, false)),
      ...(rows.length > 1 ? [cellsOf('Ensemble', bySite, true)] : []),
    ],
    empty: 'Aucun dossier n’entre dans le périmètre.',
  })
}

function readingTable({ sources, naming }: ReportInputs): TableBlock {
  const setAside = sources.filter((source) => source.setAside > 0)
  return {
    id: 'lignes-ecartees',
    caption: 'Lignes lues et lignes mises à part, par fichier',
    columns: [
      { label: 'Fichier', align: 'text', width: '58%' },
      { label: 'Lignes lues', align: 'number', width: null },
      { label: 'Mises à part', align: 'number', width: null },
    ],
    rows: setAside.map((source) =>
      tableRow([
        textCell(naming.organisationText(source.file)),
        textCell(formatNumber(source.rows)),
        textCell(formatNumber(source.setAside)),
      ]),
    ),
    empty: fr`Aucune ligne n’a dû être mise à part : tout ce que contiennent les exports a pu être lu.`,
    note: fr`Une ligne mise à part ne contient rien d’utilisable ; la commande « i12 check » la montre à sa place.`,
  }
}

function diagnosticsTable({ diagnostics, naming }: ReportInputs): TableBlock {
  const groups = groupedBy(diagnostics, (diagnostic) => diagnostic.kind)
  const counts = [...groups].map(([kind, items]) => ({
    kind,
    count: items.reduce((sum, item) => sum + (item.count ?? 1), 0),
    files: [...new Set(items.map((item) => naming.organisationText(item.place.file)))],
  }))
  counts.sort(
    (a, b) =>
      Number(a.kind.severity !== 'error') - Number(b.kind.severity !== 'error') ||
      b.count - a.count ||
      (a.kind.code < b.kind.code ? -1 : 1),
  )
  return {
    id: 'constats-donnees',
    caption: 'Constats sur les données, par nature',
    columns: [
      { label: 'Constat', align: 'text', width: '52%' },
      { label: 'Nature', align: 'text', width: '13%' },
      { label: 'Fichier', align: 'text', width: '25%' },
      { label: 'Nombre', align: 'number', width: '10%' },
    ],
    rows: counts.map(({ kind, count, files }) =>
      tableRow([
        textCell(kind.summary, kind.code),
        textCell(kind.severity === 'error' ? 'erreur' : 'avertissement'),
        textCell(files.length > 2 ? `${files.length} fichiers` : files.join(', ')),
        textCell(formatNumber(count)),
      ]),
    ),
    empty: 'La lecture des exports n’appelle aucune remarque.',
    note:
      counts.length === 0
        ? null
        : fr`La commande « i12 check » donne chaque constat avec son fichier, sa ligne et sa colonne.`,
  }
}
