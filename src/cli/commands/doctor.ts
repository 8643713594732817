// `i12 doctor`: what works on this machine, what does not, and how to mend it.
import type { Finding } from '../../app/examine-machine.js'
import type { Command, Invocation } from '../command.js'
import { printResult } from '../deliver.js'
import type { Io } from '../io.js'
import { progressOn } from '../progress.js'

export const doctor: Command = {
  formats: ['text', 'json'],
  options: [
    { flags: '--install-browser', description: 'télécharger un navigateur pour imprimer les documents' },
    { flags: '--certificate <fichier>', description: 'examiner un certificat .p12' },
    {
      flags: '--passphrase-file <fichier>',
      description: 'fichier qui contient la phrase secrète du certificat',
    },
  ],
  examples: ['i12 doctor', 'i12 doctor --install-browser', 'i12 doctor --certificate cachet.p12'],
  async run(invocation, io) {
    if (invocation.flag('installBrowser')) await install(invocation, io)
    const { examineMachine } = await import('../../app/examine-machine.js')
    const certificate = invocation.text('certificate')
    const findings = [
      ...(await examineMachine({
        folder: invocation.workspace,
        isFolderNamed: invocation.hasWorkspace,
        shared: invocation.shared,
        browser: invocation.browser,
      })),
      ...(certificate === null ? [] : [await examine(certificate, invocation, io)]),
    ]
    const { doctorJson, doctorText } = await import('../present/doctor.js')
    const { paintFor } = await import('../present/paint.js')
    const shown =
      invocation.format === 'json'
        ? doctorJson(findings)
        : doctorText(findings, paintFor(invocation.hasColor.out))
    await printResult([shown], 'diagnostic', invocation, io)
    return findings.some(({ status }) => status === 'error') ? 1 : 0
  },
}

async function install(invocation: Invocation, io: Io): Promise<void> {
  const { installBrowser } = await import('../../render/install-browser.js')
  const progress = progressOn(io, invocation, 'Téléchargement (Mo)')
  const megabytes = (bytes: number) => Math.round(bytes / 1_000_000)
  const { executable, version } = await installBrowser((done, all) =>
    progress.show(megabytes(done), megabytes(all)),
  )
  progress.end()
  if (!invocation.isQuiet) io.err(`Navigateur ${version} téléchargé\u00a0: ${executable}\n`)
}

async function examine(certificate: string, invocation: Invocation, io: Io): Promise<Finding> {
  const { askForPassphrase } = await import('../ask-for-passphrase.js')
  const { readPassphrase } = await import('../../app/open-seal.js')
  const { examineCertificate } = await import('../../app/examine-certificate.js')
  const passphrase = await readPassphrase({
    file: invocation.text('passphraseFile'),
    environment: io.env.I12_P12_PASSPHRASE,
    ask: io.isInteractive ? () => askForPassphrase(certificate) : null,
  })
  return examineCertificate(certificate, passphrase)
}
