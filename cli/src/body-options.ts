import { OPERATIONS, type Operation, type OperationId } from '@deskledger/client'
import type { Command } from 'commander'
import { UsageError } from './failures.js'
import type { Io } from './io.js'
import { readJsonFile } from './json-file.js'
import { newPassword } from './new-password.js'
import { type Field, fieldsOf, flagOf, kindOf, optionValue, type Schema, withFieldOptions } from './schema-options.js'

type Body = Readonly<Record<string, unknown>>

/**
 * Adds an option for every member of an operation's JSON body.
 * @param fixed members that the command itself sets
 */
export function withBodyOptions(command: Command, id: OperationId, fixed: Body = {}): Command {
  const schema = bodySchema(id)
  if (schema === undefined) return command
  return withFieldOptions(command, withoutFixed(membersOf(schema), fixed))
}

/**
 * The body that the options of a command say: files are read, a password is taken from the environment or asked for.
 * @returns undefined when the operation takes none
 * @throws {UsageError} members are missing or do not go together, or a file cannot be read
 */
export async function bodyOf(
  io: Io,
  id: OperationId,
  options: Readonly<Record<string, unknown>>,
  fixed: Body = {},
): Promise<Body | undefined> {
  const schema = bodySchema(id)
  if (schema === undefined) return undefined
  const fields = withoutFixed(membersOf(schema), fixed)
  requireVariant(schema, fields, options)
  const body: Record<string, unknown> = { ...fixed }
  for (const field of fields) {
    const value = await memberValue(io, field, optionValue(field, options))
    if (value !== undefined) body[field.name] = value
  }
  if (Object.keys(body).length === 0) {
    throw new UsageError([`Nothing is to be changed: give one of ${fields.map(flagOf).join(', ')}.`])
  }
  return body
}

function bodySchema(id: OperationId): Schema | undefined {
  const { body }: Operation = OPERATIONS[id]
  return body?.['application/json']
}

function withoutFixed(fields: readonly Field[], fixed: Body): Field[] {
  return fields.filter(({ name }) => !(name in fixed))
}

/** Members of an object, or of all variants of one; what tells the variants apart is a choice. */
function membersOf(schema: Schema): Field[] {
  const { anyOf: variants } = schema
  if (variants === undefined) return fieldsOf(schema)
  const names = new Set(variants.flatMap(fieldsOf).map(({ name }) => name))
  return [...names].map((name) => {
    const having = variants.filter(({ properties = {} }) => name in properties)
    const schemas = having.flatMap(({ properties = {} }) => properties[name] ?? [])
    const isRequired = variants.every(({ required = [] }) => required.includes(name))
    if (schemas.every((one) => one.const !== undefined)) return { name, schema: { anyOf: schemas }, isRequired }
    const [first = {}] = schemas
    const isForAll = having.length === variants.length
    const description = [first.description, isForAll ? '' : `For ${having.map(constantsOf).join(', ')}.`]
    return { name, schema: { ...first, description: description.filter(Boolean).join(' ') }, isRequired }
  })
}

/** What tells a variant from the others, for example `fail-export`. */
function constantsOf(variant: Schema): string {
  return fieldsOf(variant)
    .flatMap(({ schema }) => schema.const ?? [])
    .join(' ')
}

/** What is for another variant, or missing in this one, is told here: the endpoint could only say that none fits. */
function requireVariant(schema: Schema, fields: readonly Field[], options: Readonly<Record<string, unknown>>): void {
  const variant = schema.anyOf?.find((candidate) =>
    fieldsOf(candidate).every((field) => {
      const constant = field.schema.const
      return constant === undefined || constant === optionValue(field, options)
    }),
  )
  if (variant === undefined) return
  const own = new Map(fieldsOf(variant).map((field) => [field.name, field]))
  const chosen = constantsOf(variant)
  const problems = fields.flatMap((field) => {
    const isGiven = optionValue(field, options) !== undefined
    if (isGiven && !own.has(field.name)) return [`${flagOf(field)} is not for ${chosen}.`]
    return !isGiven && own.get(field.name)?.isRequired ? [`${flagOf(field)} is needed for ${chosen}.`] : []
  })
  if (problems.length > 0) throw new UsageError(problems)
}

async function memberValue(io: Io, field: Field, given: unknown): Promise<unknown> {
  const kind = kindOf(field)
  if (kind === 'secret') return newPassword(io, { isWanted: given === true, flag: flagOf(field) })
  if (given === undefined) return undefined
  if (kind === 'document') return readJsonFile(io, String(given))
  if (kind !== 'documents' || !Array.isArray(given)) return given
  const documents: unknown[] = []
  for (const path of given) documents.push(await readJsonFile(io, String(path)))
  return documents
}
