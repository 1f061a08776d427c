import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { UsageError } from './failures.js'
import type { Io } from './io.js'

/**
 * Reads a file of JSON.
 * @param path `-` is standard input
 * @throws {UsageError} it cannot be read, or is not JSON
 */
export async function readJsonFile(io: Io, path: string): Promise<unknown> {
  const content = path === '-' ? await text(io.stdin) : await contentOf(path)
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new UsageError([`${nameOf(path)} is not JSON: ${messageOf(error)}`])
  }
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError([`Cannot read ${path}: ${messageOf(error)}`])
  }
}

function nameOf(path: string): string {
  return path === '-' ? 'Standard input' : path
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
