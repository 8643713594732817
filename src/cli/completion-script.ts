// The one door of @bomb.sh/tab: the scripts by which shells ask « i12 complete » what may come next.

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

/** What a shell does with the candidates, in the words of these scripts. */
export const FILES_TOO = 0
export const NO_FILES = 4

/** Stands in where bash has no bash-completion (macOS, minimal containers). */
const BASH_WORDS = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
_get_comp_words_by_ref() {
    cur="\${COMP_WORDS[COMP_CWORD]}"
    prev="\${COMP_WORDS[COMP_CWORD-1]}"
    words=("\${COMP_WORDS[@]}")
    cword=$COMP_CWORD
}
fi
`

/** The script to be read by a shell at its start. */
export async function completionScript(shell: Shell): Promise<string> {
  const { script } = await import('@bomb.sh/tab')
  const text = printedBy(() => script(shell, 'i12', 'i12'))
  if (shell !== 'bash') return text
  return (
    `${BASH_WORDS}${text}`
      // Read twice in one session, constants would be refused.
      .replace(/^readonly /gm, '')
      // Where nothing is proposed and files may come, bash proposes them.
      .replace('\ncomplete -F ', '\ncomplete -o default -F ')
  )
}

/** The package prints and gives nothing back. */
function printedBy(work: () => void): string {
  const lines: string[] = []
  const { log } = console
  console.log = (line: string) => void lines.push(line)
  try {
    work()
  } finally {
    console.log = log
  }
  return `${lines.join('\n')}\n`
}
