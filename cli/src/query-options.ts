import { OPERATIONS, type Operation, type OperationId, type QueryOf } from '@deskledger/client'
import type { Command } from 'commander'
import { type Field, fieldsOf, optionValue, withFieldOptions } from './schema-options.js'

/**
 * Adds an option for every query parameter of an operation.
 * @param descriptions of parameters, by API name, that the command line has to describe in another way
 */
export function withQueryOptions(
  command: Command,
  id: OperationId,
  descriptions: Readonly<Record<string, string>> = {},
): Command {
  return withFieldOptions(command, parametersOf(id), descriptions)
}

/** The query that the options of a command say; what was not given is left out. */
export function queryOf<Id extends OperationId>(id: Id, options: Readonly<Record<string, unknown>>): QueryOf<Id> {
  const given = parametersOf(id).map((field) => [field.name, optionValue(field, options)])
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as QueryOf<Id>
}

function parametersOf(id: OperationId): Field[] {
  const { query }: Operation = OPERATIONS[id]
  return fieldsOf(query)
}
