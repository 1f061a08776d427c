import { type FileHandle, open } from 'node:fs/promises'
import { FILE_MODE } from '../disk.js'

/** A file that only grows. What was appended is durable once `sync` has resolved. */
export interface AppendFile {
  append(text: string): Promise<void>
  sync(): Promise<void>
  /** Cuts off what lies behind, durably. */
  truncate(byteCount: number): Promise<void>
  close(): Promise<void>
}

/** Opens a file for appending; makes it, for its owner only, when there is none. */
export type OpenAppendFile = (path: string) => Promise<AppendFile>

/** Files of the disk. */
export const openAppendFile: OpenAppendFile = async (path) => new DiskFile(await open(path, 'a', FILE_MODE))

class DiskFile implements AppendFile {
  constructor(private readonly handle: FileHandle) {}

  async append(text: string): Promise<void> {
    await this.handle.appendFile(text, 'utf8')
  }

  /** The size belongs to what has to be durable, and fdatasync includes it. */
  async sync(): Promise<void> {
    await this.handle.datasync()
  }

  async truncate(byteCount: number): Promise<void> {
    await this.handle.truncate(byteCount)
    await this.handle.sync()
  }

  close(): Promise<void> {
    return this.handle.close()
  }
}
