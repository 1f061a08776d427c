import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { copyFile, mkdir, rm, statfs, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryDirectory } from '../ledger.fixture.js'

const run = promisify(execFile)

/** A file system of its own, mounted at `path`; unmounted after the test. */
export interface Disk extends AsyncDisposable {
  readonly path: string
}

/** Why this machine or user cannot mount file systems; undefined when it can. */
export async function whyNoMounts(): Promise<string | undefined> {
  try {
    await using disk = await imageDisk(16)
    await statfs(disk.path)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error)
  }
}

/** A disk in memory of so many mebibytes. */
export async function smallDisk(mebibytes: number): Promise<Disk & { grow(mebibytes: number): Promise<void> }> {
  const directory = await temporaryDirectory()
  const path = join(directory.path, 'disk')
  await mkdir(path)
  await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path])
  return {
    path,
    grow: async (size) => void (await run('mount', ['-o', `remount,size=${size}m`, path])),
    async [Symbol.asyncDispose]() {
      await run('umount', [path])
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** An ext4 disk in a file. */
export interface ImageDisk extends Disk {
  /** What a power cut would leave: the image as it is now, without what the system has yet to write, mounted elsewhere. */
  afterPowerCut(): Promise<Disk>
}

/** Makes an ext4 file system of so many mebibytes; data that nobody syncs stays in memory for a minute. */
export async function imageDisk(mebibytes: number): Promise<ImageDisk> {
  const directory = await temporaryDirectory()
  const image = join(directory.path, 'image')
  await writeFile(image, '')
  await truncate(image, mebibytes * 2 ** 20)
  await run('mkfs.ext4', ['-q', '-F', image])
  const disk = await mounted(image, join(directory.path, 'disk'))
  let copies = 0
  return {
    path: disk.path,
    async afterPowerCut() {
      copies += 1
      const copy = `${image}-${copies}`
      await copyFile(image, copy, constants.COPYFILE_FICLONE)
      return mounted(copy, `${disk.path}-${copies}`)
    },
    async [Symbol.asyncDispose]() {
      await disk[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

async function mounted(image: string, path: string): Promise<Disk> {
  await mkdir(path)
  await run('mount', ['-o', 'loop,commit=60', image, path])
  return { path, [Symbol.asyncDispose]: async () => void (await run('umount', [path])) }
}

/** A directory, seen as on a read-only file system. */
export async function readOnly(original: string): Promise<Disk> {
  const directory = await temporaryDirectory()
  const path = join(directory.path, 'disk')
  await mkdir(path)
  await run('mount', ['--bind', original, path])
  await run('mount', ['-o', 'remount,ro,bind', path])
  return {
    path,
    async [Symbol.asyncDispose]() {
      await run('umount', [path])
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** So much is filled little by little, while others write. */
const LITTLE_BYTES = 16 * 2 ** 20

/** Fills a disk with somebody else's files, but for so many bytes; without any, to the last one. @returns what frees it again */
export async function fill(path: string, exceptBytes = 0): Promise<() => Promise<void>> {
  const { bavail, bsize } = await statfs(path)
  const mebibytes = Math.floor((bavail * bsize - Math.max(exceptBytes, LITTLE_BYTES)) / 2 ** 20)
  const files = [join(path, 'foreign-1'), join(path, 'foreign-2')] as const
  if (mebibytes > 0) await run('fallocate', ['-l', `${mebibytes}MiB`, files[0]])
  // Ends with an error when no byte is left.
  if (exceptBytes === 0) await run('dd', ['if=/dev/zero', `of=${files[1]}`, 'bs=4096']).catch(() => undefined)
  return async () => {
    for (const file of files) await rm(file, { force: true })
  }
}
