/** Asks at the terminal, without showing what is typed. */
export async function askForPassphrase(certificate: string): Promise<string> {
  const { default: inquirer } = await import('inquirer')
  const { passphrase } = await inquirer.prompt<{ passphrase: string }>([
    { type: 'password', name: 'passphrase', message: `Phrase secrète de « ${certificate} »`, mask: '•' },
  ])
  return passphrase
}
