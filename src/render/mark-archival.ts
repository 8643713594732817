// Makes a tagged file one to keep: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in the same file. It adds what the
// browser does not write: what colours mean, who made the file, what its tags stand for. May not change what is drawn.
import { deflateSync } from 'node:zlib'
import { type LocalDate, yearMonthDay } from '../kernel/local-date.js'
import {
  addObject,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pdfString,
} from './pdf-objects.js'
import { srgbProfile } from './srgb-profile.js'

/** What a document says of itself. */
export interface DocumentIdentity {
  readonly title: string
  /** The organisation; null leaves it out. */
  readonly author: string | null
  /** `i12 0.1.0`. */
  readonly creator: string
  /** The browser that printed: « Chromium 147.0.7727.24 ». */
  readonly producer: string
  /** The day the document speaks of: the as-of date, never the day of printing. */
  readonly date: LocalDate
}

/** Elements that PDF 1.7 does not know, and what they are to readers that know no other. */
const STANDARD_ROLES: readonly (readonly [string, string])[] = [
  ['Aside', '/Sect'],
  ['DocumentFragment', '/Div'],
  ['Em', '/Span'],
  ['FENote', '/Note'],
  ['Strong', '/Span'],
  ['Sub', '/Span'],
  ['Title', '/P'],
]

/**
 * Gives the file its identity, its colours and the roles of its tags; the dates of printing go. Pages are prepared one
 * by one with `preparePage`, the structure with `tidyStructure`.
 * @param claims whether the file says that it follows both standards: only where `faultsOf` finds nothing
 */
export function markArchival(file: PdfFile, identity: DocumentIdentity, claims: boolean): void {
  const catalogue = dictionaryAt(file, file.root)
  catalogue.set('Metadata', metadata(file, identity, claims))
  catalogue.set('Lang', pdfString('fr-FR'))
  catalogue.set('MarkInfo', new Map<string, PdfValue>([['Marked', 'true']]))
  catalogue.set('ViewerPreferences', new Map<string, PdfValue>([['DisplayDocTitle', 'true']]))
  catalogue.set('OutputIntents', [outputIntent(file)])
  const structure = catalogue.get('StructTreeRoot')
  if (structure instanceof PdfReference) {
    dictionaryAt(file, structure).set('RoleMap', roleMap())
  }
  const info = dictionaryAt(file, file.info ?? undefined)
  info.clear()
  const day = pdfString(pdfDate(identity.date))
  info.set('Title', pdfString(identity.title))
  if (identity.author !== null) info.set('Author', pdfString(identity.author))
  info.set('Creator', pdfString(identity.creator))
  info.set('Producer', pdfString(identity.producer))
  info.set('CreationDate', day)
  info.set('ModDate', day)
}

/** The roles of tags that PDF 1.7 does not know; `markArchival` adds them where it finds the structure. */
export function roleMap(): PdfDictionary {
  return new Map(STANDARD_ROLES)
}

const PROFILE = deflateSync(srgbProfile())

function outputIntent(file: PdfFile): PdfReference {
  const profile = addObject(
    file,
    new Map([
      ['N', '3'],
      ['Filter', '/FlateDecode'],
      ['Length', String(PROFILE.length)],
    ]),
    PROFILE,
  )
  return addObject(
    file,
    new Map<string, PdfValue>([
      ['Type', '/OutputIntent'],
      ['S', '/GTS_PDFA1'],
      ['OutputConditionIdentifier', pdfString('sRGB')],
      ['Info', pdfString('sRGB IEC 61966-2-1')],
      ['DestOutputProfile', profile],
    ]),
  )
}

/** PDF/A wants every property described that its own list does not know; that of PDF/UA is one. */
const ACCESSIBILITY_SCHEMA = [
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
  '<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>',
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>',
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>',
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">',
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>',
  '<pdfaProperty:category>internal</pdfaProperty:category>',
  '<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>',
  '</rdf:li></rdf:Seq></pdfaSchema:property>',
  '</rdf:li></rdf:Bag></pdfaExtension:schemas>',
].join('')

function metadata(file: PdfFile, identity: DocumentIdentity, claims: boolean): PdfReference {
  const { year, month, day } = yearMonthDay(identity.date)
  const stamp = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T00:00:00Z`
  const packet = [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
    ...(claims
      ? [
          '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>',
          '<pdfuaid:part>1</pdfuaid:part>',
          ACCESSIBILITY_SCHEMA,
        ]
      : []),
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(identity.title)}</rdf:li></rdf:Alt></dc:title>`,
    ...(identity.author === null
      ? []
      : [`<dc:creator><rdf:Seq><rdf:li>${escapeXml(identity.author)}</rdf:li></rdf:Seq></dc:creator>`]),
    '<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>',
    `<xmp:CreatorTool>${escapeXml(identity.creator)}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${stamp}</xmp:CreateDate><xmp:ModifyDate>${stamp}</xmp:ModifyDate>`,
    `<pdf:Producer>${escapeXml(identity.producer)}</pdf:Producer>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ]
  const bytes = Buffer.from(packet.join('\n'), 'utf8')
  // Not compressed: programs that know no PDF look for this packet.
  const dictionary: PdfDictionary = new Map([
    ['Type', '/Metadata'],
    ['Subtype', '/XML'],
    ['Length', String(bytes.length)],
  ])
  return addObject(file, dictionary, bytes)
}

function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: characters that XML does not have
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return allowed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

export function pdfDate(date: LocalDate): string {
  const { year, month, day } = yearMonthDay(date)
  return `D:${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}000000Z`
}
