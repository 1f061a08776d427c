import { hexWord } from './digits.js'
import type { Random } from './random.js'

/** A UUID of version 4 (RFC 9562, section 5.4) from the generator's bits: the same bits, the same id. */
export function drawTransactionId(random: Random): string {
  const high = random.word()
  const middle = random.word()
  const low = random.word()
  const last = random.word()
  return `${hexWord(high >>> 16)}${hexWord(high)}-${hexWord(middle >>> 16)}-${hexWord(0x4000 | (middle & 0x0fff))}-${hexWord(
    0x8000 | (low & 0x3fff),
  )}-${hexWord(low >>> 16)}${hexWord(last >>> 16)}${hexWord(last)}`
}
