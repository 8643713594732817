// `LISEZMOI.txt`: how anybody checks a pack without i12. May not look at the disk.
import { fr } from '../kernel/french.js'

export const READ_ME = 'LISEZMOI.txt'

export interface ReadMeFacts {
  readonly organisation: string
  /** `30 novembre 2026`. */
  readonly asOf: string
  readonly tool: string
  readonly folder: string
  readonly isPseudonymised: boolean
  readonly isSigned: boolean
  readonly isExtract: boolean
}

export function readMeText(facts: ReadMeFacts): string {
  const { organisation, asOf, tool, folder, isPseudonymised, isSigned, isExtract } = facts
  const lines = [
    fr`Dossier de preuves de l’indicateur 12`,
    fr`${organisation}, arrêté au ${asOf}`,
    '',
    fr`Ouvrez index.html dans un navigateur : il ne demande ni réseau ni serveur.`,
    fr`data/rapport.pdf est le rapport, data/dossiers/ un document par dossier, data/pieces/ les preuves telles qu’elles ont été reçues, data/pieces.csv leur index.`,
    ...(isExtract ? [fr`Ce dossier est un extrait : il ne contient que ce qui a été demandé.`] : []),
    isPseudonymised
      ? fr`Ce dossier est pseudonymisé : des codes remplacent les noms et les numéros, et les preuves n’y sont pas. L’organisme, qui garde la clé, peut revenir aux personnes.`
      : fr`Ce dossier est nominatif : ne le laissez pas où d’autres peuvent le lire, et effacez-le quand il a servi.`,
    '',
    fr`VÉRIFIER QUE RIEN N’A CHANGÉ`,
    '',
    fr`Dans ce dossier, avec les outils de tout système Unix :`,
    '',
    '    sha256sum -c manifest-sha256.txt',
    '    sha256sum -c tagmanifest-sha256.txt',
    '',
    fr`Ces listes (BagIt 1.0, RFC 8493) disent si un fichier a changé ou manque, mais pas si un fichier a été ajouté : « i12 verify » le dit aussi.`,
    '',
    ...(isSigned
      ? sealLines(folder)
      : [
          fr`Ce dossier n’est pas scellé : ces listes montrent qu’il est cohérent, non qui l’a fait ni quand.`,
        ]),
    '',
    fr`Fait par ${tool}.`,
  ]
  return `${lines.join('\n')}\n`
}

function sealLines(folder: string): string[] {
  return [
    fr`VÉRIFIER LE SCEAU`,
    '',
    fr`Le fichier .zip dont vient ce dossier est un conteneur ASiC-E (ETSI EN 319 162-1). Dans le dossier où il est décompressé, à côté de ${folder}/ :`,
    '',
    '    openssl cms -verify -binary -inform DER -in META-INF/signature001.p7s \\',
    '      -content META-INF/ASiCManifest001.xml -noverify -signer signataire.pem -out /dev/null',
    '    openssl x509 -in signataire.pem -noout -subject -issuer -dates -fingerprint -sha256',
    '',
    fr`META-INF/ASiCManifest001.xml donne l’empreinte SHA-256 (en base 64) de chaque fichier :`,
    '',
    '    openssl dgst -sha256 -binary FICHIER | openssl base64',
    '',
    fr`« -noverify » ne compare pas l’autorité à une liste de confiance : comparez l’empreinte du certificat à celle que l’organisme vous a donnée par une autre voie.`,
  ]
}
