// « 1er » is printed with its letters raised. May not touch tags, drawings or styles.

const TEXT = /(<svg[\s\S]*?<\/svg>|<style[\s\S]*?<\/style>|<[^>]*>)|([^<]+)/g

/** HTML where the letters of « 1er » and « 1re », as words of their own, stand raised. */
export function withRaisedOrdinals(html: string): string {
  return html.replace(TEXT, (whole, markup: string | undefined) =>
    markup === undefined
      ? whole.replace(/(?<![\p{L}\p{N}_.-])1(er|re)(?![\p{L}\p{N}_-])/gu, '1<sup>$1</sup>')
      : whole,
  )
}
