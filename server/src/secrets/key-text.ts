/** The bytes of a key in base64, with padding, nothing else around it; undefined if it is anything else. */
export function keyFromText(text: string, byteCount: number): Buffer | undefined {
  const key = Buffer.from(text, 'base64')
  return key.length === byteCount && key.toString('base64') === text ? key : undefined
}
