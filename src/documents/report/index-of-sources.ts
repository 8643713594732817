// Where every figure comes from: files read, with their fingerprint, and files beside the report. May not hash a source.
import { counted, formatNumber, fr, NBSP, quoted } from '../../kernel/french.js'
import { SOURCE_WORDS } from '../../words/source.js'
import { countCell, type TableBlock, tableBlock, tableRow, textCell } from '../blocks.js'
import type { CsvListing } from '../csv.js'
import type { SectionHead } from '../section.js'
import { BREACH_LISTING } from './breaches.js'
import { GATHERED_NOTE, type GatheredSource, gatherMessages } from './gather-messages.js'
import { RELAUNCH_LISTING } from './relaunches.js'
import type { ReportInputs, WrittenFile } from './report-inputs.js'

export interface IndexView extends SectionHead {
  readonly sources: TableBlock
  readonly writtenFiles: TableBlock
  readonly besides: TableBlock
}

const ROLE_WORDS: Readonly<Record<WrittenFile['role'], string>> = {
  organisation: 'Organisme et sources',
  procedure: 'Procédure',
  mesures: 'Mesures',
}

/** What the files beside the report hold, by name. */
function besideWordsOf({ naming, options }: ReportInputs): ReadonlyMap<string, string> {
  const isWhole = options.listedCases === null
  return new Map([
    [naming.fileName(BREACH_LISTING), isWhole ? 'Tous les écarts' : 'Écarts des dossiers retenus'],
    [naming.fileName(RELAUNCH_LISTING), isWhole ? 'Toutes les relances' : 'Relances des dossiers retenus'],
  ])
}

/** A file, and the sheet of it that was read. */
function tableName({ file, sheet }: ReportInputs['sources'][number]): string {
  return sheet === null ? file : fr`${file}, feuille ${quoted(sheet)}`
}

function unreadLines({ skipped, joined }: GatheredSource): number {
  const left = Object.values(skipped).reduce((sum, count) => sum + count, 0)
  return left + joined.uncertain + joined.unmatched
}

export function indexView(inputs: ReportInputs, number: string, listings: readonly CsvListing[]): IndexView {
  const { naming, sources, writtenFiles } = inputs
  const besideWords = besideWordsOf(inputs)
  const lines = gatherMessages(sources)
  return {
    anchor: 'index',
    number,
    isBrief: false,
    title: 'Index des sources et des fichiers',
    lead: fr`L’empreinte SHA-256 identifie chaque fichier à l’octet près : un fichier modifié n’a plus la même.`,
    sources: {
      id: 'index-sources',
      caption: 'Exports lus',
      columns: [
        { label: 'Fichier et empreinte SHA-256', align: 'text', width: '60%' },
        { label: 'Contenu', align: 'text', width: null },
        { label: 'Codage', align: 'text', width: null },
        { label: 'Lignes', align: 'number', width: null },
        { label: 'Mises à part', align: 'number', width: null },
        { label: 'Non lues', align: 'number', width: null },
      ],
      rows: lines.map((source) =>
        tableRow([
          textCell(naming.organisationText(tableName(source)), source.sha256),
          textCell(
            source.files === null
              ? SOURCE_WORDS[source.name]
              : fr`${SOURCE_WORDS[source.name]}, ${source.files}`,
          ),
          textCell(encodingWords(source.encoding)),
          textCell(formatNumber(source.rows)),
          countCell(source.setAside),
          countCell(unreadLines(source)),
        ]),
      ),
      empty: 'Aucun export n’a été lu.',
      note: fr`Une ligne est mise à part quand rien d’utilisable ne peut y être lu. Les en-têtes répétés, les totaux, les lignes vides, celles que le réglage écarte et celles qui ne désignent aucun dossier, ou plusieurs, ne sont pas lus.${lines.some(({ files }) => files !== null) ? ` ${GATHERED_NOTE}` : ''}`,
    },
    writtenFiles: tableBlock({
      id: 'index-fichiers-ecrits',
      caption: 'Fichiers écrits par l’organisme',
      columns: [
        { label: 'Fichier et empreinte SHA-256', align: 'text', width: '60%' },
        { label: 'Contenu', align: 'text', width: null },
      ],
      rows: writtenFiles.map((file) =>
        tableRow([
          textCell(naming.organisationText(file.file), file.sha256),
          textCell(ROLE_WORDS[file.role]),
        ]),
      ),
      empty: 'Aucun fichier de réglage.',
    }),
    besides: {
      id: 'index-a-cote',
      caption: 'Fichiers remis avec ce rapport',
      columns: [
        { label: 'Fichier et empreinte SHA-256', align: 'text', width: '60%' },
        { label: 'Contenu', align: 'text', width: null },
        { label: 'Lignes', align: 'number', width: null },
        { label: 'Taille', align: 'number', width: null },
      ],
      rows: listings.map((listing) =>
        tableRow([
          textCell(listing.file, listing.sha256),
          textCell(besideWords.get(listing.file) ?? ''),
          textCell(formatNumber(listing.rows)),
          textCell(sizeWords(listing.bytes)),
        ]),
      ),
      empty: 'Aucun fichier n’accompagne ce rapport.',
      note: 'Le compte des lignes ne comprend pas la ligne d’en-tête.',
    },
  }
}

const ENCODING_WORDS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'iso-8859-15': 'Latin-9',
  macroman: 'MacRoman',
  cp850: 'CP850',
}

function encodingWords(encoding: string | null): string {
  return encoding === null ? '–' : (ENCODING_WORDS[encoding.toLowerCase()] ?? encoding)
}

function sizeWords(bytes: number): string {
  if (bytes < 1_000) return counted(bytes, 'octet', 'octets')
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1_000)}${NBSP}ko`
  return `${formatNumber(bytes / 1_000_000, 1)}${NBSP}Mo`
}
