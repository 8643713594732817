// Small .xlsx workbooks made in a test.
import { strToU8, zipSync } from 'fflate'

/** A cell: text, number, boolean, `{ date }` as a serial number with a date style, `{ error }` such as #N/A. */
export type TestCell =
  | string
  | number
  | boolean
  | null
  | { date: number }
  | { error: string }
  | { formula: string }

export function workbook(
  sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>,
  options: WorkbookOptions = {},
): Buffer {
  // A fixed time: the same workbook, the same bytes.
  return Buffer.from(zipSync(workbookParts(sheets, options), { mtime: '2026-11-27' }))
}

export interface WorkbookOptions {
  readonly date1904?: boolean
  /** Form of the cells that are dates. */
  readonly dateForm?: string
  /** Merged ranges of the first sheet: `A1:C1`. */
  readonly merged?: readonly string[]
  /** Hidden rows of the first sheet, from 1. */
  readonly hidden?: readonly number[]
}

/** The files that a workbook is made of. */
export function workbookParts(
  sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>,
  options: WorkbookOptions = {},
): Record<string, Uint8Array> {
  const names = Object.keys(sheets)
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="${options.date1904 ? 1 : 0}"/><sheets>${names
        .map(
          (name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
        .map(
          (_, index) =>
            `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="${xmlText(options.dateForm ?? 'dd/mm/yyyy hh:mm')}"/></numFmts><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="170" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
  }
  for (const [index, name] of names.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(
      sheetXml(sheets[name] ?? [], index === 0 ? options : {}),
    )
  }
  return files
}

function sheetXml(
  rows: readonly (readonly TestCell[])[],
  { merged = [], hidden = [] }: WorkbookOptions,
): string {
  const body = rows.map(
    (row, index) =>
      `<row r="${index + 1}"${hidden.includes(index + 1) ? ' hidden="1"' : ''}>${row.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${index + 1}`)).join('')}</row>`,
  )
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData>${merged.length === 0 ? '' : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`}</worksheet>`
}

function cellXml(cell: TestCell, address: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') {
    return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
  }
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${address}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if ('date' in cell) return `<c r="${address}" s="1"><v>${cell.date}</v></c>`
  if ('formula' in cell) return `<c r="${address}"><f>${xmlText(cell.formula)}</f></c>`
  return `<c r="${address}" t="e"><v>${xmlText(cell.error)}</v></c>`
}

function xmlText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
