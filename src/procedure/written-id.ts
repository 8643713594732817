// How an id of an obligation is written.
import { z } from 'zod'
import { fr } from '../kernel/french.js'

/** Without the `u` flag and its classes, which some editors do not know in a JSON Schema. */
const WRITTEN_ID = /^[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ][0-9A-Za-zÀ-ÖØ-öø-ÿŒœ._-]*$/

export const ID = z.string().regex(WRITTEN_ID, fr`un identifiant sans espace, par exemple « contact-absent »`)
