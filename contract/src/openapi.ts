import type { TSchema } from 'typebox'
import { API_ERRORS } from './errors.js'
import { LIMITS } from './limits.js'
import type { Operation } from './operation.js'
import { OPERATIONS } from './operations.js'
import { ErrorBody, IamErrorBody, KeystoneErrorBody } from './schemas/error.js'

const ERROR_RESPONSES = { service: 'Error', keystone: 'KeystoneError', iam: 'IamError' } as const

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The OpenAPI 3.1 document of the whole API; `contract/openapi.json` is this, written down. */
export function buildOpenApi(version: string): Json {
  const components: Record<string, Json> = {}
  const schema = (source: TSchema): Json => withReferences(toJson(source), components)
  const paths: Record<string, Record<string, Json>> = {}
  for (const [id, operation] of Object.entries<Operation>(OPERATIONS)) {
    const path = paths[operation.path] ?? {}
    path[operation.method.toLowerCase()] = describe(id, operation, schema)
    paths[operation.path] = path
  }
  const errors = Object.entries({ Error: ErrorBody, KeystoneError: KeystoneErrorBody, IamError: IamErrorBody }).map(
    ([name, body]) => [
      name,
      {
        description: 'What went wrong; `x-deskledger-errors` lists every code.',
        headers: FAILURE_HEADERS,
        content: { 'application/json': { schema: schema(body) } },
      },
    ],
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'deskledger',
      version,
      description:
        'The ledger of every cloud-desktop connection. Operations without `x-deskledger-extension` follow the public Workspace API.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ signature: [] }, { token: [] }],
    paths,
    components: {
      schemas: components,
      responses: Object.fromEntries(errors),
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'SDK-HMAC-SHA256 or V11-HMAC-SHA256 request signature, with X-Sdk-Date; temporary keys with X-Security-Token.',
        },
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Auth-Token',
          description: 'A token of KeystoneCreateUserTokenByPassword.',
        },
      },
    },
    'x-deskledger-limits': toJson(LIMITS),
    'x-deskledger-errors': toJson(API_ERRORS),
  }
}

const text = (description: string): Json => ({ description, schema: { type: 'string' } })

/** What any answer may carry. */
const ANSWER_HEADERS: Json = {
  'X-Request-Id': text('Names the request in the log of the server.'),
  'X-Deskledger-Ignored': text('Query parameters that were ignored because the operation has none of the name.'),
  'X-Deskledger-Fault': text('The failure on demand that the answer comes from.'),
}

const FAILURE_HEADERS: Json = {
  ...ANSWER_HEADERS,
  'Retry-After': { description: 'With 429 and 503: seconds until the next try.', schema: { type: 'integer' } },
}

function describe(id: string, operation: Operation, schema: (source: TSchema) => Json): Json {
  const { access, answer, body } = operation
  return {
    operationId: id,
    summary: operation.summary,
    description: operation.description,
    ...(operation.isExtension ? { 'x-deskledger-extension': true } : {}),
    ...('action' in access ? { 'x-deskledger-action': access.action } : {}),
    ...(access.scope === 'public' ? { security: [] } : {}),
    parameters: [
      ...parametersOf(operation.pathParameters, 'path', schema, []),
      ...parametersOf(operation.query, 'query', schema, operation.extensionParameters ?? []),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body, schema) } }),
    responses: {
      [answer.status]: {
        description: answer.description,
        headers: ANSWER_HEADERS,
        ...(answer.mediaType && answer.schema
          ? { content: contentOf({ [answer.mediaType]: answer.schema }, schema) }
          : {}),
      },
      default: { $ref: `#/components/responses/${ERROR_RESPONSES[operation.errorShape]}` },
    },
  }
}

function contentOf(body: Readonly<Record<string, TSchema>>, schema: (source: TSchema) => Json): Json {
  return Object.fromEntries(Object.entries(body).map(([mediaType, source]) => [mediaType, { schema: schema(source) }]))
}

function parametersOf(
  object: Operation['query'],
  place: 'path' | 'query',
  schema: (source: TSchema) => Json,
  extensions: readonly string[],
): Json[] {
  return Object.entries(object.properties).map(([name, source]) => {
    const { description, ...rest } = schema(source) as Record<string, Json>
    return {
      name,
      in: place,
      required: place === 'path',
      ...(description === undefined ? {} : { description }),
      ...(extensions.includes(name) ? { 'x-deskledger-extension': true } : {}),
      schema: rest,
    }
  })
}

/** Moves every schema with an `$id` into the components and leaves a reference in its place. */
function withReferences(value: Json, components: Record<string, Json>): Json {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, components))
  if (typeof value !== 'object' || value === null) return value
  const { $id, ...rest } = value
  const resolved = Object.fromEntries(
    Object.entries(rest).map(([key, item]) => [key, withReferences(item, components)]),
  )
  if (typeof $id !== 'string') return resolved
  components[$id] = resolved
  return { $ref: `#/components/schemas/${$id}` }
}

/** Plain JSON of a value: what TypeBox keeps beside the schema is not enumerable and falls away. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}
