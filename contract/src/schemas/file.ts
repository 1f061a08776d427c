import * as Type from 'typebox'

/** The bytes of a file. */
export const FileContent = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' })
