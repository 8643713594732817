// Real files made by hand, byte for byte the same each time: a workbook, mails, small PDFs, small images.
import { deflateSync } from 'node:zlib'
import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib'

const CRC = new Uint32Array(256).map((_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

function crc32(bytes) {
  let value = 0xffffffff
  for (const byte of bytes) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

/** A ZIP of stored (not compressed) entries, dated 1980-01-01: the bytes depend on the content alone. */
export function zip(entries) {
  const parts = []
  const directory = []
  let offset = 0
  for (const [name, text] of entries) {
    const path = Buffer.from(name, 'utf8')
    const data = Buffer.from(text, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, path]))
    parts.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, index, end])
}

function escapeXml(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/**
 * A workbook as a spreadsheet program writes it: shared strings, date serials with a date style.
 * `sheets` is a list of { name, rows }, a cell being a text, null, or { serial } for a day.
 */
export function workbook(sheets) {
  const strings = []
  const known = new Map()
  const shared = (text) => {
    if (!known.has(text)) {
      known.set(text, strings.length)
      strings.push(text)
    }
    return known.get(text)
  }
  const sheetXml = ({ rows }) => {
    const lines = rows.map((cells, row) => {
      const xml = cells.map((cell, column) => {
        const at = `${String.fromCharCode(65 + column)}${row + 1}`
        if (cell === null || cell === '') return ''
        if (typeof cell === 'object') return `<c r="${at}" s="1"><v>${cell.serial}</v></c>`
        return `<c r="${at}" t="s"><v>${shared(cell)}</v></c>`
      })
      return `<row r="${row + 1}">${xml.join('')}</row>`
    })
    return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`
  }
  const bodies = sheets.map(sheetXml)
  const ids = sheets.map((_, index) => index + 1)
  return zip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${ids.map((id) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}">${ids.map((id) => `<Relationship Id="rId${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')}<Relationship Id="rId${ids.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId${ids.length + 2}" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
    ...bodies.map((body, index) => [`xl/worksheets/sheet${index + 1}.xml`, body]),
    [
      'xl/styles.xml',
      `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/sharedStrings.xml',
      `${HEAD}<sst xmlns="${MAIN}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ],
  ])
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function encodedWord(text) {
  return `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`
}

/** A mail as the program that sent it stores it. `weekday` is 0 for Monday, `iso` a day, `time` HH:MM. */
export function mail({ from, to, subject, body, iso, time, weekday, id }) {
  const [year, month, day] = iso.split('-').map(Number)
  const encoded = Buffer.from(body.replace(/\n/g, '\r\n'), 'utf8').toString('base64')
  return Buffer.from(
    `${[
      `Date: ${WEEKDAYS[weekday]}, ${day} ${MONTHS[month - 1]} ${year} ${time}:00 +0100`,
      `From: ${encodedWord(from.name)} <${from.address}>`,
      `To: ${to}`,
      `Subject: ${encodedWord(subject)}`,
      `Message-ID: <${id}@horizon-formation.example.org>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      ...(encoded.match(/.{1,76}/g) ?? []),
    ].join('\r\n')}\r\n`,
    'utf8',
  )
}

/** A one-page PDF with a title and lines. */
export async function page({ title, lines, iso }) {
  const document = await PDFDocument.create()
  const day = new Date(`${iso}T12:00:00Z`)
  document.setTitle(title)
  document.setCreationDate(day)
  document.setModificationDate(day)
  document.setProducer('Horizon Formation')
  document.setCreator('Horizon Formation')
  const regular = await document.embedFont(StandardFonts.Helvetica)
  const bold = await document.embedFont(StandardFonts.HelveticaBold)
  const sheet = document.addPage([595.28, 841.89])
  sheet.drawText('Horizon Formation', { x: 62, y: 770, size: 9, font: regular, color: rgb(0.35, 0.35, 0.35) })
  sheet.drawText(title, { x: 62, y: 735, size: 16, font: bold })
  lines.forEach((line, index) => {
    sheet.drawText(line, { x: 62, y: 700 - index * 18, size: 10.5, font: regular })
  })
  sheet.drawText('Document fictif, fait pour essayer i12.', {
    x: 62,
    y: 60,
    size: 8,
    font: regular,
    color: rgb(0.35, 0.35, 0.35),
  })
  return Buffer.from(await document.save({ useObjectStreams: false }))
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A small black and white picture, the screen of a telephone with `bubbles` grey messages, which says what it shows. */
export function screenshot(bubbles, title) {
  const width = 96
  const height = 128
  const stride = width / 8
  const raw = Buffer.alloc((stride + 1) * height, 0xff)
  for (let y = 0; y < height; y++) {
    raw[y * (stride + 1)] = 0
    const line = Math.floor((y - 14) / 18)
    const isInside = y > 14 && line < bubbles && (y - 14) % 18 < 12
    for (let x = 0; x < stride; x++) {
      const isFrame = y < 8 || y > 119 || x === 0 || x === stride - 1
      const isBubble = isInside && (line % 2 === 0 ? x >= 2 && x < 8 : x >= 4 && x < 10)
      if (isFrame) raw[y * (stride + 1) + 1 + x] = 0x00
      else if (isBubble) raw[y * (stride + 1) + 1 + x] = 0xaa
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Title\0${title}`, 'latin1')),
    chunk('IDAT', deflateSync(raw, { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
