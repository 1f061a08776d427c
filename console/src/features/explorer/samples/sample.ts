import type { NamedOperation } from '../operation-list.js'
import type { FilledRequest } from '../sent-request.js'

/** What a sample is written from. Its secrets are environment variables; everything else is filled in. */
export interface SampleFacts {
  readonly operation: NamedOperation
  readonly request: FilledRequest
  /** Address of this server. */
  readonly endpoint: string
  readonly region: string
}

/** The path with its parameters, escaped. */
export function filledPath({ operation, request }: SampleFacts): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(
      name === 'project_id' && request.path[name] === undefined ? request.projectId : (request.path[name] ?? ''),
    ),
  )
}

/** `ListLoginRecordsNew` in another way of writing: `list_login_records_new` or `listLoginRecordsNew`. */
export function snakeCase(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase()
}

export function camelCase(name: string): string {
  return name
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (first) => first.toLowerCase())
}

export function pascalCase(name: string): string {
  return camelCase(name).replace(/^[a-z]/, (first) => first.toUpperCase())
}
