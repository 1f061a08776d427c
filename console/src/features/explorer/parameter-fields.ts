import type { Operation } from '@deskledger/client'

/** A parameter as a form shows it. */
export interface ParameterField {
  readonly name: string
  readonly place: 'path' | 'query'
  readonly kind: 'text' | 'integer' | 'choice'
  readonly choices: readonly string[]
  readonly isRequired: boolean
  readonly isExtension: boolean
  readonly description: string
  readonly placeholder: string
}

interface Property {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly description?: string
  readonly default?: unknown
}

/** The parameters of an operation. The project of a path is the one that is looked at, so nobody is asked for it. */
export function fieldsOf({ pathParameters, query, extensionParameters = [], access }: Operation): ParameterField[] {
  const ofProject = access.scope === 'project' ? ['project_id'] : []
  const fields = (place: ParameterField['place'], schema: Operation['query']): ParameterField[] =>
    (Object.entries(schema.properties) as [string, Property][])
      .filter(([name]) => !(place === 'path' && ofProject.includes(name)))
      .map(([name, property]) => ({
        name,
        place,
        ...kindOf(property),
        isRequired: schema.required?.includes(name) ?? false,
        isExtension: extensionParameters.includes(name),
        description: property.description ?? '',
        placeholder: property.default === undefined ? '' : String(property.default),
      }))
  return [...fields('path', pathParameters), ...fields('query', query)]
}

function kindOf(property: Property): Pick<ParameterField, 'kind' | 'choices'> {
  if (property.enum !== undefined) return { kind: 'choice', choices: property.enum }
  if (property.type === 'boolean') return { kind: 'choice', choices: ['true', 'false'] }
  return { kind: property.type === 'integer' ? 'integer' : 'text', choices: [] }
}
