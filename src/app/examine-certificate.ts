// What a certificate is good for, before anything is sealed with it. May not keep the passphrase.
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr, listed } from '../kernel/french.js'
import { objectionsTo } from '../seal/signatory.js'
import type { Finding } from './examine-machine.js'
import { OBJECTION_SENTENCES, openCertificate } from './open-seal.js'

export async function examineCertificate(path: string, passphrase: string): Promise<Finding> {
  const label = 'Certificat'
  try {
    const { certificate } = await openCertificate(path, passphrase)
    const objections = objectionsTo(certificate, Date.now()).map(
      (objection) => OBJECTION_SENTENCES[objection],
    )
    const mend =
      objections.length === 0 ? null : 'demandez un certificat valable, fait pour signer, à votre fournisseur'
    const detail = fr`${certificate.subject}${objections.length === 0 ? '' : fr` : ${listed(objections)}`}`
    return { id: 'certificate', label, status: objections.length === 0 ? 'ok' : 'error', detail, mend }
  } catch (error) {
    if (!(error instanceof EnvironmentFailure)) throw error
    return { id: 'certificate', label, status: 'error', detail: error.message, mend: error.mend }
  }
}
