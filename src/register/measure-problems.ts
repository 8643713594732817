// What can be wrong with mesures.yaml beyond its form.
import { diagnosticKinds } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'

export const MEASURE_PROBLEMS = diagnosticKinds({
  'MESURE-EN-DOUBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Deux mesures portent le même « id ».`,
    explanation: fr`L’« id » désigne la mesure dans le rapport et dans la colonne « mesures » des formations : il est unique.`,
  },
  'MESURE-DATES-INVERSEES': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette mesure finit avant d’avoir commencé.`,
    explanation: fr`« depuis » est le premier jour de la mesure, « jusque » le dernier ; les deux sont compris.`,
  },
  'MESURE-ANNEES-INVERSEES': {
    severity: 'error',
    isFatal: true,
    summary: fr`L’effet de cette mesure compare deux années dans le désordre.`,
    explanation: fr`« avant » est l’année de cohorte qui précède la mesure, « apres » une année plus récente.`,
  },
})
