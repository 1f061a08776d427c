import { createRequire } from 'node:module'
import { ROOT } from './ledger.fixture.js'

// The vendor's core is CommonJS without an export map.
const require = createRequire(import.meta.url)
const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core')
const { ClientBuilder } = require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder')
export const { ClientRequestException } = require('@huaweicloud/huaweicloud-sdk-core/exception/ClientRequestException')

/** An answer of the vendor's client. */
export interface OfficialAnswer {
  readonly httpStatusCode: number
  readonly body?: unknown
  readonly [field: string]: unknown
}

/** One request as the vendor's generated service clients hand it to their core. */
export interface OfficialRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly queryParams?: Record<string, unknown>
  readonly pathParams?: Record<string, string>
  readonly data?: Record<string, unknown>
}

/**
 * The vendor's own npm core, pointed at a ledger.
 * @param options `arraybuffer` is its only way to give a file's bytes, and makes it give every answer as bytes
 */
export function officialClient(
  endpoint: string,
  options: { readonly responseType?: 'arraybuffer' } = {},
): (request: OfficialRequest) => Promise<OfficialAnswer> {
  const credentials = new BasicCredentials().withAk(ROOT.accessKey).withSk(ROOT.secretKey).withProjectId(ROOT.projectId)
  const client = new ClientBuilder((core: unknown) => core)
    .withEndpoint(endpoint)
    .withCredential(credentials)
    .withOptions({ axiosRequestConfig: options })
    .build()
  return (request) =>
    client.sendRequest({
      contentType: 'application/json',
      queryParams: {},
      pathParams: {},
      headers: {},
      ...request,
    })
}
