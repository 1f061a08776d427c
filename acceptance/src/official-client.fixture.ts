import { createRequire } from 'node:module'
import { ROOT } from './ledger.fixture.js'

// The vendor's core is CommonJS without an export map.
const require = createRequire(import.meta.url)
const { Region } = require('@huaweicloud/huaweicloud-sdk-core')
export const { BasicCredentials, GlobalCredentials } = require('@huaweicloud/huaweicloud-sdk-core')
export const { BaseCredentials } = require('@huaweicloud/huaweicloud-sdk-core/auth/BaseCredentials')
const { ClientBuilder } = require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder')
export const { ClientRequestException } = require('@huaweicloud/huaweicloud-sdk-core/exception/ClientRequestException')
export const {
  ServerResponseException,
} = require('@huaweicloud/huaweicloud-sdk-core/exception/ServerResponseException')
export const { SdkException } = require('@huaweicloud/huaweicloud-sdk-core/exception/SdkException')
const { IamService } = require('@huaweicloud/huaweicloud-sdk-core/internal/services/iam.service')
// It prints every failure with all headers; those of a test are wanted.
require('@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger').Logger4jInstance.level = 'off'

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
  readonly contentType?: string
  readonly queryParams?: Record<string, unknown>
  readonly pathParams?: Record<string, string>
  readonly headers?: Record<string, string>
  readonly data?: Record<string, unknown>
  /** Headers of the answer that it is to have as fields. */
  readonly responseHeaders?: readonly string[]
}

/** Sends a request and takes its answer apart, as the vendor's core does. */
export type OfficialSend = (request: OfficialRequest) => Promise<OfficialAnswer>

/** How the vendor's client is built. */
export interface OfficialOptions {
  /** Made by the core's own classes. @default the root key with its project */
  readonly credentials?: unknown
  /** Id of a region, for clients that are built with one and not with an endpoint. */
  readonly region?: string
  /** Signs with a derived key of this service. */
  readonly derivedAuthServiceName?: string
  /** `arraybuffer` is its only way to give a file's bytes, and makes it give every answer as bytes. */
  readonly responseType?: 'arraybuffer'
}

/** The key of the root user, without a project. */
export const rootKey = () => new BasicCredentials().withAk(ROOT.accessKey).withSk(ROOT.secretKey)

/**
 * The vendor's own npm core, pointed at a ledger.
 * @param endpoint one, or a second one that is asked when the first is not there
 */
export function officialClient(
  endpoint: string | readonly string[],
  {
    credentials = rootKey().withProjectId(ROOT.projectId),
    region,
    derivedAuthServiceName,
    responseType,
  }: OfficialOptions = {},
): OfficialSend {
  const builder = new ClientBuilder((core: unknown) => core)
    .withCredential(credentials)
    .withOptions({ axiosRequestConfig: { responseType } })
  if (derivedAuthServiceName !== undefined) builder.withDerivedAuthServiceName(derivedAuthServiceName)
  if (region === undefined) builder.withEndpoint(endpoint)
  else builder.withRegion(new Region(region, endpoint))
  const client = builder.build()
  return (request) =>
    client.sendRequest({
      contentType: 'application/json',
      queryParams: {},
      pathParams: {},
      ...request,
      // The core adds to what it is given.
      headers: { ...request.headers },
    })
}

/** A temporary key as the core gets one by itself for a user who signed in elsewhere. */
export async function officialTemporaryKey(endpoint: string, token: string): Promise<unknown> {
  const builder = new ClientBuilder((core: unknown) => core).withEndpoint(endpoint).withCredential(rootKey())
  const { access, secret, securitytoken } = await new IamService(
    builder.build(),
    endpoint,
    true,
  ).getTemporaryAccessKeyByToken(token)
  return new BasicCredentials()
    .withAk(access)
    .withSk(secret)
    .withSecurityToken(securitytoken)
    .withProjectId(ROOT.projectId)
}

/** What the core rejects with. @throws {Error} it does not */
export function officialFailure(answer: Promise<OfficialAnswer>): Promise<unknown> {
  return answer.then(
    ({ httpStatusCode }) => {
      throw new Error(`it was answered with ${httpStatusCode}`)
    },
    (error: unknown) => error,
  )
}
