/** A file being written; nobody sees it before `publish`. A key is published once. */
export interface PendingFile {
  write(piece: Uint8Array): Promise<void>
  /** Makes the whole file and its manifest visible under its key, at once and durably. */
  publish(manifest: string): Promise<void>
  /** Removes what was written. Harmless after `publish` and when repeated. */
  discard(): Promise<void>
}

/** Part of a file: both bounds are included. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/** A published file, opened: deleting it meanwhile does not cut the reading short. */
export interface OpenedFile {
  readonly byteCount: number
  /** Reads once, then closes. */
  read(range?: ByteRange): AsyncIterable<Uint8Array>
  /** Closes without reading. Harmless when repeated. */
  close(): Promise<void>
}

/** Keeps export files and their manifests. Keys are `[A-Za-z0-9._-]+` and never begin with a dot. */
export interface ExportFileStore {
  /** @throws {StorageFullError} from the file's calls, when no room is left */
  create(key: string): Promise<PendingFile>
  /** @returns undefined when there is no such file */
  open(key: string): Promise<OpenedFile | undefined>
  /** @returns undefined when there is no such file */
  manifest(key: string): Promise<string | undefined>
  /** Removes file and manifest; an unknown key is ignored. */
  remove(key: string): Promise<void>
  /**
   * Removes everything that is neither kept nor being written by this process; `keep` may still grow meanwhile. Only for a
   * store that one process uses. @returns how many files went, manifests not counted
   */
  sweep(keep: ReadonlySet<string>): Promise<number>
}
