import { OPERATIONS, type Operation, type OperationId } from '@deskledger/client'
import { type Io, write, writeJson } from './io.js'
import type { Schema } from './schema-options.js'
import { drawPairs, drawTable } from './table.js'

/** Names of what is told once and never again. */
const SECRETS = new Set(['secret_key', 'root_password'])

/** What was sent and what came back. */
export interface Answered {
  readonly operation: OperationId
  /** Ids of the path, by name. */
  readonly path: Readonly<Record<string, string>>
  readonly answer: unknown
}

/** Prints an answer: a list as a table, a thing as its fields, the end of a thing as a sentence. */
export async function printAnswer(io: Io, answered: Answered, { json }: { readonly json?: boolean }): Promise<void> {
  const { operation, path, answer } = answered
  if (json) await writeJson(io.stdout, answer ?? path)
  else await write(io.stdout, textOf(OPERATIONS[operation], path, answer))
  const secrets = fieldsIn(answer).filter(([name]) => SECRETS.has(lastOf(name)))
  if (secrets.length > 0) {
    const names = secrets.map(([name]) => lastOf(name).replaceAll('_', ' ')).join(' and ')
    await write(io.stderr, `Keep the ${names}: shown this once, and never again.\n`)
  }
}

function textOf({ answer: { description, schema } }: Operation, path: Answered['path'], answer: unknown): string {
  if (answer === undefined) return `${Object.values(path).join(' ')}: ${description}\n`
  const rows = rowsOf(answer)
  return rows === undefined
    ? drawPairs(fieldsIn(answer))
    : drawTable(
        columnsOf(schema),
        rows.map((row) => new Map(fieldsIn(row))),
      )
}

/** Says where the next page begins; it is for whoever asks for pages with --json. */
const NEXT_PAGE = 'next_before_sequence'

/** The only member of a list answer, apart from where it goes on. */
function rowsOf(answer: unknown): readonly unknown[] | undefined {
  const members = isObject(answer) ? Object.entries(answer).filter(([name]) => name !== NEXT_PAGE) : []
  const [[, member] = [], ...others] = members
  return Array.isArray(member) && others.length === 0 ? member : undefined
}

/** As the contract has them, so that a table has the same columns whatever is in it. Documents are left to `show`. */
function columnsOf(schema: Schema = {}) {
  const [list = {}] = Object.values(schema.properties ?? {})
  const variants = list.items?.anyOf ?? [list.items ?? {}]
  const properties = variants.flatMap((variant) => Object.entries(variant.properties ?? {}))
  const names = new Set(properties.filter(([, { type }]) => type !== 'object').map(([name]) => name))
  return [...names].map((name) => ({
    heading: name.replaceAll('_', ' ').toUpperCase(),
    text: (row: ReadonlyMap<string, string>) => row.get(name),
  }))
}

type TextField = readonly [name: string, text: string]

/** All values, those of a thing within by `thing.name`; a document, which has lists within, stays JSON. */
function fieldsIn(value: unknown, within = ''): TextField[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, member]): TextField[] => {
    if (isObject(member) && !Object.values(member).some(Array.isArray)) return fieldsIn(member, `${within}${name}.`)
    return [[`${within}${name}`, valueText(member)]]
  })
}

function valueText(value: unknown): string {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
