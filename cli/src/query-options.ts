import { OPERATIONS, type OperationId, type QueryOf } from '@deskledger/client'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { wholeNumber } from './number-options.js'

/** What an option needs to know of a parameter's schema. */
interface ParameterSchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly description?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: unknown
}

/**
 * Adds an option for every query parameter of an operation: `--user-name <text>` for `user_name`, as the API describes it.
 * @param descriptions of parameters, by API name, that the command line has to describe in another way
 */
export function withQueryOptions(
  command: Command,
  id: OperationId,
  descriptions: Readonly<Record<string, string>> = {},
): Command {
  const names = parametersOf(id).map(([name]) => name)
  for (const [name, schema] of parametersOf(id)) {
    const description = descriptions[name] ?? withOptionNames(schema.description ?? '', names)
    command.addOption(optionOf(name, { ...schema, description }))
  }
  return command
}

/** The query that the options of a command say; what was not given is left out. */
export function queryOf<Id extends OperationId>(id: Id, options: Readonly<Record<string, unknown>>): QueryOf<Id> {
  const given = parametersOf(id).map(([name, schema]) => [name, options[optionOf(name, schema).attributeName()]])
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as QueryOf<Id>
}

function parametersOf(id: OperationId): [string, ParameterSchema][] {
  return Object.entries<ParameterSchema>(OPERATIONS[id].query.properties)
}

function flagOf(name: string): string {
  return `--${name.replaceAll('_', '-')}`
}

/** Parameters that a description mentions, as options. Only names with an underscore: `status` may be just a word. */
function withOptionNames(description: string, names: readonly string[]): string {
  return description.replaceAll(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g, (word) => (names.includes(word) ? flagOf(word) : word))
}

function optionOf(name: string, schema: ParameterSchema): Option {
  const flag = flagOf(name)
  const told = schema.default === undefined ? '' : ` Default: ${String(schema.default)}.`
  const description = `${schema.description ?? ''}${told}`
  if (schema.enum) return new Option(`${flag} <name>`, description).choices(schema.enum)
  if (schema.type === 'boolean') return new Option(`${flag} <true|false>`, description).argParser(trueOrFalse)
  if (schema.type === 'integer') {
    return new Option(`${flag} <number>`, description).argParser(wholeNumber(schema.minimum ?? 0, schema.maximum))
  }
  return new Option(`${flag} <${name.endsWith('_time') ? 'time' : 'text'}>`, description)
}

function trueOrFalse(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('It must be true or false.')
  return text === 'true'
}
