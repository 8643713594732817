// How large an image says it is, before anybody unfolds it. The one door of image-size.
import { imageSize } from 'image-size'
import { counted, formatNumber, fr } from '../kernel/french.js'

/** Unfolded, four bytes a dot: 64 million take 256 MB. */
const MOST_DOTS = 64_000_000

/** Kind and size by the first bytes; null where they are no image. */
export function sizeOfImage(bytes: Buffer): { type: string; width: number; height: number } | null {
  try {
    const { type, width, height } = imageSize(bytes)
    return type === undefined || type === 'svg' ? null : { type, width, height }
  } catch {
    return null
  }
}

/** Why an image is not put on a page, or null. */
export function imageProblem(bytes: Buffer): string | null {
  const size = sizeOfImage(bytes)
  if (size === null) return 'image abîmée'
  const { width, height } = size
  if (!(width > 0 && height > 0)) return 'image sans dimensions'
  if (width * height > MOST_DOTS) {
    return fr`image de ${formatNumber(width)} × ${counted(height, 'point', 'points')}, trop grande pour une page`
  }
  if (size.type === 'jpg' && componentsOfJpeg(bytes) === 4) {
    return fr`image en couleurs d’imprimerie (CMJN) : elle est à ouvrir telle quelle`
  }
  return null
}

/** Components of a JPEG, from the head of its frame (ITU-T T.81, B.2.2); 0 where there is none. */
function componentsOfJpeg(bytes: Buffer): number {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] as number
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return bytes[at + 9] as number
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return 0
}
