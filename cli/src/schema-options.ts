import { type Command, InvalidArgumentError, Option } from 'commander'
import { wholeNumber } from './number-options.js'

/** What an option needs to know of a schema. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: string | number
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: object
  readonly required?: readonly string[]
  readonly description?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: unknown
}

/** A parameter of a query or a member of a body, by its API name. */
export interface Field {
  readonly name: string
  readonly schema: Schema
  readonly isRequired: boolean
}

/** How the value of a field is told on a command line. */
export type FieldKind = 'value' | 'secret' | 'document' | 'documents' | 'pairs'

/** The fields of an object. */
export function fieldsOf({ properties = {}, required = [] }: Schema): Field[] {
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, isRequired: required.includes(name) }))
}

/** A password is never an argument, a document is a file of JSON, a record is pairs: `KEY=VALUE`. */
export function kindOf({ name, schema }: Field): FieldKind {
  if (name.endsWith('password')) return 'secret'
  if (schema.type === 'array') return 'documents'
  if (schema.patternProperties !== undefined) return 'pairs'
  return schema.type === 'object' ? 'document' : 'value'
}

/** What the API says of a field is about HTTP; how it is told on a command line comes on top. */
const HOW_TO_GIVE: Readonly<Record<FieldKind, string>> = {
  value: '',
  secret: 'Sets a password: that of DESKLEDGER_NEW_PASSWORD, else asked for on the terminal.',
  document: 'A file of JSON; - reads standard input.',
  documents: 'A file of JSON, - reads standard input; as often as needed.',
  pairs: 'Here as KEY=VALUE, as often as needed.',
}

/**
 * Adds an option for every field: `--user-name <text>` for `user_name`, as the API describes it.
 * @param descriptions of fields, by API name, that the command line has to describe in another way
 */
export function withFieldOptions(
  command: Command,
  fields: readonly Field[],
  descriptions: Readonly<Record<string, string>> = {},
): Command {
  const names = fields.map(({ name }) => name)
  for (const field of fields) {
    const { name, schema, isRequired } = field
    const described = descriptions[name] ?? withOptionNames(schema.description ?? '', names)
    const told = schema.default === undefined ? '' : `Default: ${String(schema.default)}.`
    const parts = [
      kindOf(field) === 'secret' ? '' : described,
      HOW_TO_GIVE[kindOf(field)],
      told,
      isRequired ? 'Needed.' : '',
    ]
    const description = parts.filter(Boolean).join(' ')
    command.addOption(optionOf(field, description).makeOptionMandatory(isRequired && kindOf(field) !== 'secret'))
  }
  return command
}

/** The value that an option has for a field; undefined when it was not given. */
export function optionValue(field: Field, options: Readonly<Record<string, unknown>>): unknown {
  return options[optionOf(field, '').attributeName()]
}

/** `--user-name` for `user_name`; one of several documents is `--document`. */
export function flagOf(field: Pick<Field, 'name' | 'schema'>): string {
  const name = field.schema.type === 'array' ? field.name.replace(/s$/, '') : field.name
  return `--${name.replaceAll('_', '-')}`
}

/** Names that a description mentions, as options. Only names with an underscore: `status` may be just a word. */
function withOptionNames(description: string, names: readonly string[]): string {
  return description.replaceAll(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g, (word) =>
    names.includes(word) ? flagOf({ name: word, schema: {} }) : word,
  )
}

function optionOf(field: Field, description: string): Option {
  const { name, schema } = field
  const flag = flagOf(field)
  switch (kindOf(field)) {
    case 'secret':
      return new Option(flag, description)
    case 'document':
      return new Option(`${flag} <file>`, description)
    case 'documents':
      return new Option(`${flag} <file>`, description).argParser(collect)
    case 'pairs':
      return new Option(`${flag} <key=value>`, description).argParser(collectPairs)
    case 'value':
      return valueOption(flag, name, schema, description)
  }
}

function valueOption(flag: string, name: string, schema: Schema, description: string): Option {
  const constants = schema.anyOf?.flatMap((choice) => choice.const ?? []) ?? []
  if (constants.length > 0) {
    const choices = constants.map(String)
    return new Option(`${flag} <choice>`, `${description} One of ${choices.join(', ')}.`.trimStart()).argParser(
      (text) => constantOf(text, constants),
    )
  }
  if (schema.enum) return new Option(`${flag} <name>`, description).choices(schema.enum)
  if (schema.type === 'boolean') return new Option(`${flag} <true|false>`, description).argParser(trueOrFalse)
  if (schema.type === 'integer') {
    return new Option(`${flag} <number>`, description).argParser(wholeNumber(schema.minimum ?? 0, schema.maximum))
  }
  return new Option(`${flag} <${name.endsWith('_time') ? 'time' : 'text'}>`, description)
}

function constantOf(text: string, constants: readonly (string | number)[]): string | number {
  const found = constants.find((constant) => String(constant) === text)
  if (found === undefined) throw new InvalidArgumentError(`It must be one of ${constants.join(', ')}.`)
  return found
}

function trueOrFalse(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('It must be true or false.')
  return text === 'true'
}

function collect(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text]
}

function collectPairs(text: string, previous: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const equals = text.indexOf('=')
  if (equals < 1) throw new InvalidArgumentError('It must be KEY=VALUE.')
  const key = text.slice(0, equals)
  if (Object.hasOwn(previous, key)) throw new InvalidArgumentError(`${key} is given twice.`)
  return { ...previous, [key]: text.slice(equals + 1) }
}
