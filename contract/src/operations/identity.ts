import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import {
  AuthDomainList,
  ProjectList,
  RegionList,
  TemporaryAccessKey,
  TemporaryAccessKeyRequest,
  TokenDescription,
  TokenRequest,
} from '../schemas/identity.js'

const KEYSTONE = { isExtension: false, errorShape: 'keystone' } as const

/** The IAM calls that clients of the Workspace API make (spec/api.md 10). */
export const IDENTITY = {
  KeystoneCreateUserTokenByPassword: {
    ...KEYSTONE,
    method: 'POST',
    path: '/v3/auth/tokens',
    summary: 'Get a token for a user name and password',
    description:
      'The token stands in the header X-Subject-Token of the answer, is valid for 24 hours, and ends sooner when the password, the keys or the permissions of its user change. It reaches one project, or with a domain as scope or no scope at all every project of the account that its user may reach.',
    access: { scope: 'public' },
    effect: 'idempotent',
    pathParameters: parameters.NoParameters,
    query: parameters.TokenQuery,
    body: { 'application/json': TokenRequest },
    answer: { status: 201, description: 'The token.', mediaType: 'application/json', schema: TokenDescription },
  },
  KeystoneValidateToken: {
    ...KEYSTONE,
    method: 'GET',
    path: '/v3/auth/tokens',
    summary: 'Describe a token',
    description: 'X-Subject-Token names the token; it has to be of the caller’s own account.',
    access: { scope: 'identity' },
    effect: 'read',
    pathParameters: parameters.NoParameters,
    query: parameters.TokenQuery,
    answer: {
      status: 200,
      description: 'What the token is for.',
      mediaType: 'application/json',
      schema: TokenDescription,
    },
  },
  KeystoneListProjects: {
    ...KEYSTONE,
    method: 'GET',
    path: '/v3/projects',
    summary: 'List the projects that the caller may reach',
    description: 'SDKs ask with the name of their region to find out a project id: the first project bears that name.',
    access: { scope: 'identity' },
    effect: 'read',
    pathParameters: parameters.NoParameters,
    query: parameters.ProjectQuery,
    answer: { status: 200, description: 'The projects.', mediaType: 'application/json', schema: ProjectList },
  },
  KeystoneListRegions: {
    ...KEYSTONE,
    method: 'GET',
    path: '/v3/regions',
    summary: 'List the regions',
    description: 'The one region of this server.',
    access: { scope: 'identity' },
    effect: 'read',
    pathParameters: parameters.NoParameters,
    query: parameters.NoQuery,
    answer: { status: 200, description: 'The region.', mediaType: 'application/json', schema: RegionList },
  },
  KeystoneListAuthDomains: {
    ...KEYSTONE,
    method: 'GET',
    path: '/v3/auth/domains',
    summary: 'List the account of the caller',
    description: 'SDKs take the first entry as their domain id.',
    access: { scope: 'identity' },
    effect: 'read',
    pathParameters: parameters.NoParameters,
    query: parameters.NoQuery,
    answer: { status: 200, description: 'The account.', mediaType: 'application/json', schema: AuthDomainList },
  },
  CreateTemporaryAccessKeyByToken: {
    isExtension: false,
    errorShape: 'iam',
    method: 'POST',
    path: '/v3.0/OS-CREDENTIAL/securitytokens',
    summary: 'Get a temporary access key for a token',
    description:
      'The key signs requests together with its security token (X-Security-Token, which has to be signed), reaches what the token reaches, and is valid for 900 to 86,400 seconds. The token stands in the body or, without one there, in X-Auth-Token.',
    access: { scope: 'public' },
    effect: 'idempotent',
    pathParameters: parameters.NoParameters,
    query: parameters.NoQuery,
    body: { 'application/json': TemporaryAccessKeyRequest },
    answer: { status: 201, description: 'The key.', mediaType: 'application/json', schema: TemporaryAccessKey },
  },
} as const satisfies Record<string, Operation>
