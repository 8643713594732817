// What app/ needs to print a document: its template, its view and what stands around its pages. Types only.

export interface PrintableDocument {
  /** Path under `templates/` without `.hbs`. */
  readonly template: string
  /** Name of the file, before the day and the extension. */
  readonly fileStem: string
  readonly title: string
  readonly reference: string
  readonly version: string
  readonly runningHeader: { readonly left: string; readonly right: string }
  readonly runningFooter: string
  /** Ready strings, lists, chart models. */
  readonly view: object
}
