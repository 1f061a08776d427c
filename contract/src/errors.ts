/** How one kind of failure is answered. */
export interface ApiError {
  readonly status: number
  /** `error_code` of the body (spec/errors.md 2 and 3). */
  readonly code: string
  /** `error_code` of the same failure on IAM paths (spec/errors.md 4). */
  readonly iamCode: string
  /** When it is answered, for the documentation. */
  readonly meaning: string
}

/** Every failure this server answers with, by our name for it (choices: spec/errors.md 5). */
export const API_ERRORS = {
  invalidParameter: {
    status: 400,
    code: 'WKS.00211102',
    iamCode: 'IAM.0073',
    meaning: 'A parameter or a body is missing, malformed or out of range; the message names it.',
  },
  emptyBody: { status: 400, code: 'WKS.0001', iamCode: 'IAM.0011', meaning: 'A body is needed and none was sent.' },
  unauthenticated: {
    status: 401,
    code: 'APIGW.0301',
    iamCode: 'IAM.0001',
    meaning:
      'No usable signature or token, an unknown access key, a clock more than 15 minutes off, or too many failures in a row.',
  },
  wrongPassword: {
    status: 401,
    code: 'APIGW.0301',
    iamCode: 'IAM.0062',
    meaning: 'Account, user or password is wrong, or the user may not sign in; which of these is not told.',
  },
  forbidden: {
    status: 403,
    code: 'WKS.00081102',
    iamCode: 'IAM.0002',
    meaning: 'No policy allows it, a policy denies it, or the credentials are not for the project of the path.',
  },
  projectUnavailable: {
    status: 403,
    code: 'APIGW.0310',
    iamCode: 'IAM.0002',
    meaning: 'The project of the path is disabled.',
  },
  unknownRoute: { status: 404, code: 'APIGW.0101', iamCode: 'IAM.0004', meaning: 'There is no such path.' },
  notFound: {
    status: 404,
    code: 'WKS.00211902',
    iamCode: 'IAM.0004',
    meaning: 'The project has no such export task, or the account has no such user, group, policy, …',
  },
  methodNotAllowed: {
    status: 405,
    code: 'WKS.00000405',
    iamCode: 'IAM.0007',
    meaning: 'The path exists, with other methods.',
  },
  conflict: {
    status: 409,
    code: 'WKS.00211103',
    iamCode: 'IAM.0007',
    meaning:
      'The export task has no file yet, or failed; a name is taken; what is to be deleted is in use; or a signed request came a second time. In ingest answers: the line contradicts what the ledger already holds.',
  },
  expired: {
    status: 410,
    code: 'WKS.00211902',
    iamCode: 'IAM.0004',
    meaning: 'The export file was removed after its retention.',
  },
  tooLarge: { status: 413, code: 'APIGW.0201', iamCode: 'IAM.0011', meaning: 'The body is larger than allowed.' },
  uriTooLong: {
    status: 414,
    code: 'APIGW.0201',
    iamCode: 'IAM.0007',
    meaning: 'The request target is longer than allowed.',
  },
  unsupportedMediaType: {
    status: 415,
    code: 'WKS.00000415',
    iamCode: 'IAM.0011',
    meaning: 'The body has a media type or a content encoding that the operation does not take.',
  },
  rangeNotSatisfiable: {
    status: 416,
    code: 'WKS.00211102',
    iamCode: 'IAM.0007',
    meaning: 'The Range lies outside the file.',
  },
  tooManyRequests: {
    status: 429,
    code: 'APIGW.0308',
    iamCode: 'IAM.0012',
    meaning:
      'The project has too many unfinished export tasks, a user or project has too much under way or asks too often, or passwords were guessed at.',
  },
  headersTooLarge: {
    status: 431,
    code: 'APIGW.0201',
    iamCode: 'IAM.0007',
    meaning: 'The headers are larger or more than allowed.',
  },
  malformedRequest: {
    status: 400,
    code: 'APIGW.0201',
    iamCode: 'IAM.0007',
    meaning: 'The request cannot be read as HTTP.',
  },
  timeout: { status: 408, code: 'APIGW.0201', iamCode: 'IAM.0007', meaning: 'The request did not arrive in time.' },
  internal: {
    status: 500,
    code: 'WKS.00211401',
    iamCode: 'IAM.0006',
    meaning: 'The server failed; the log has the request id.',
  },
  unavailable: {
    status: 503,
    code: 'WKS.00050902',
    iamCode: 'IAM.0006',
    meaning:
      'The ledger cannot serve now: its disk is full, its engine is not usable, its audit log cannot be written, it has as much to do as it should, or the answer took too long. Try again after Retry-After.',
  },
} as const satisfies Record<string, ApiError>

/** Our name of a failure. */
export type ApiErrorName = keyof typeof API_ERRORS
