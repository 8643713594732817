// The findings of `check` as commands of a GitHub workflow, which become annotations beside the lines of the files.
import type { AlertList } from './alerts.js'

export function* checkGithub({ alerts, cut }: AlertList): Iterable<string> {
  for (const { level, path, line, column, rule, message, fingerprint } of alerts) {
    const place = [
      `file=${property(path)}`,
      `line=${line}`,
      ...(column === null ? [] : [`col=${column}`]),
      `title=${property(`${rule} (${fingerprint.slice(0, 8)})`)}`,
    ]
    yield `::${level} ${place.join(',')}::${data(message)}\n`
  }
  if (cut !== null) yield `::notice title=i12::${data(cut)}\n`
}

/** As the runner reads them back: nothing that data hold begins another command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
