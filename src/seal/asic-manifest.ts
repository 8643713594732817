// The list that an ASiC-E container signs (ETSI EN 319 162-1, annex A.4): every file with its SHA-256.

export const ASIC = {
  mimetype: 'mimetype',
  mediaType: 'application/vnd.etsi.asic-e+zip',
  manifest: 'META-INF/ASiCManifest001.xml',
  signature: 'META-INF/signature001.p7s',
} as const

const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
  <asic:SigReference MimeType="application/pkcs7-signature" URI="${ASIC.signature}"/>
`
const TAIL = '</asic:ASiCManifest>\n'
const ENTRY =
  /^ {2}<asic:DataObjectReference URI="([^"]*)"><ds:DigestMethod Algorithm="http:\/\/www\.w3\.org\/2001\/04\/xmlenc#sha256"\/><ds:DigestValue>([A-Za-z0-9+/]{43}=)<\/ds:DigestValue><\/asic:DataObjectReference>$/

export interface ListedFile {
  /** In the container, with `/`. */
  readonly path: string
  /** Hexadecimal. */
  readonly sha256: string
}

export function asicManifest(files: readonly ListedFile[]): string {
  const entries = files.map(
    ({ path, sha256 }) =>
      `  <asic:DataObjectReference URI="${uriOf(path)}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>${Buffer.from(sha256, 'hex').toString('base64')}</ds:DigestValue></asic:DataObjectReference>\n`,
  )
  return HEAD + entries.join('') + TAIL
}

/** What such a list names; null for one that is not written as i12 writes it, to the byte. */
export function readAsicManifest(text: string): readonly ListedFile[] | null {
  if (!text.startsWith(HEAD) || !text.endsWith(TAIL)) return null
  const files: ListedFile[] = []
  for (const line of text.slice(HEAD.length, -TAIL.length).split('\n').slice(0, -1)) {
    const [, uri = '', digest = ''] = ENTRY.exec(line) ?? []
    try {
      files.push({
        path: decodeURIComponent(uri.replaceAll('&amp;', '&')),
        sha256: Buffer.from(digest, 'base64').toString('hex'),
      })
    } catch {
      return null
    }
  }
  return asicManifest(files) === text ? files : null
}

/** RFC 3986 in an attribute of XML: nothing is left that could end it. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/').replaceAll("'", '%27')
}
