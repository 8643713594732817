// Flags as options declare them: « -o, --output <chemin> ».

/** The long flags of a declaration, without their value. */
export function longFlagsOf(flags: string): readonly string[] {
  return flags.match(/--[\p{L}\d-]+/gu) ?? []
}

/** Whether a value follows the flag. */
export function takesValue({ flags }: { readonly flags: string }): boolean {
  return flags.includes('<')
}
