// Who a document is expected to be signed by: certificates that a person names. May not judge an authority.
import { X509Certificate } from 'node:crypto'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { readTypedFile } from './look-at-path.js'

/**
 * SHA-256 fingerprints (hexadecimal) of the certificates of a file, PEM (one or several) or DER.
 * @throws Refusal where the file holds no certificate
 */
export async function readExpectedSigners(path: string): Promise<ReadonlySet<string>> {
  const mend = 'donnez le certificat du signataire, au format PEM (« -----BEGIN CERTIFICATE----- »)'
  const bytes = await readTypedFile(path, { mend, largest: 1024 * 1024 })
  const written =
    bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  try {
    const certificates = written.length === 0 ? [bytes] : written
    return new Set(
      certificates.map((one) => new X509Certificate(one).fingerprint256.replaceAll(':', '').toLowerCase()),
    )
  } catch {
    throw new Refusal(fr`${quoted(path)} ne contient pas de certificat lisible.`, mend)
  }
}
