import type { ByteRange, ExportFile } from '@deskledger/domain'

/** The strong entity tag of a file. */
export function entityTag({ sha256 }: ExportFile): string {
  return `"${sha256}"`
}

/**
 * Headers of a file's answer. Of type octet-stream, since the official clients corrupt or drop any other (spec/api.md 7).
 * Content-Digest is that of the bytes sent, Repr-Digest that of the file (RFC 9530).
 *
 * @param range the part that is sent; undefined is the whole file
 */
export function fileHeaders(fileName: string, file: ExportFile, range: ByteRange | undefined): Record<string, string> {
  const digest = `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`
  const byteCount = range === undefined ? file.byteCount : range.to - range.from + 1
  return {
    ...namedFile(fileName),
    'content-length': String(byteCount),
    etag: entityTag(file),
    'accept-ranges': 'bytes',
    'repr-digest': digest,
    ...(range === undefined
      ? { 'content-digest': digest }
      : { 'content-range': `bytes ${range.from}-${range.to}/${file.byteCount}` }),
  }
}

/** Headers of any file; all there are for one that is written while it is sent. */
export function namedFile(fileName: string): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${asciiName(fileName)}"; filename*=UTF-8''${encodedName(fileName)}`,
  }
}

function asciiName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_')
}

/** As RFC 8187 wants it, which is stricter than `encodeURIComponent`. */
function encodedName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
