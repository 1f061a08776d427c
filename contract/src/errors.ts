/** How one kind of failure is answered. */
export interface ApiError {
  readonly status: number
  /** `error_code` of the body (spec/errors.md 2 and 3). */
  readonly code: string
  /** When it is answered, for the documentation. */
  readonly meaning: string
}

/** Every failure this server answers with, by our name for it (choices: spec/errors.md 5). */
export const API_ERRORS = {
  invalidParameter: {
    status: 400,
    code: 'WKS.00211102',
    meaning: 'A parameter or a body is missing, malformed or out of range; the message names it.',
  },
  emptyBody: { status: 400, code: 'WKS.0001', meaning: 'A body is needed and none was sent.' },
  unauthenticated: {
    status: 401,
    code: 'APIGW.0301',
    meaning:
      'No usable signature, an unknown access key, a clock more than 15 minutes off, or too many failures in a row.',
  },
  forbidden: { status: 403, code: 'WKS.00081102', meaning: 'The credentials belong to another project.' },
  unknownRoute: { status: 404, code: 'APIGW.0101', meaning: 'There is no such path.' },
  notFound: { status: 404, code: 'WKS.00211902', meaning: 'The project has no such export task.' },
  methodNotAllowed: { status: 405, code: 'WKS.00000405', meaning: 'The path exists, with other methods.' },
  conflict: {
    status: 409,
    code: 'WKS.00211103',
    meaning:
      'The export task has no file yet, or failed. In ingest answers: the line contradicts what the ledger already holds.',
  },
  expired: { status: 410, code: 'WKS.00211902', meaning: 'The export file was removed after its retention.' },
  tooLarge: { status: 413, code: 'APIGW.0201', meaning: 'The body is larger than allowed.' },
  uriTooLong: { status: 414, code: 'APIGW.0201', meaning: 'The request target is longer than allowed.' },
  unsupportedMediaType: {
    status: 415,
    code: 'WKS.00000415',
    meaning: 'The body has a media type or a content encoding that the operation does not take.',
  },
  rangeNotSatisfiable: { status: 416, code: 'WKS.00211102', meaning: 'The Range lies outside the file.' },
  tooManyRequests: {
    status: 429,
    code: 'APIGW.0308',
    meaning: 'The project has too many unfinished export tasks.',
  },
  headersTooLarge: { status: 431, code: 'APIGW.0201', meaning: 'The headers are larger or more than allowed.' },
  malformedRequest: { status: 400, code: 'APIGW.0201', meaning: 'The request cannot be read as HTTP.' },
  timeout: { status: 408, code: 'APIGW.0201', meaning: 'The request did not arrive in time.' },
  internal: { status: 500, code: 'WKS.00211401', meaning: 'The server failed; the log has the request id.' },
  unavailable: {
    status: 503,
    code: 'WKS.00050902',
    meaning: 'The ledger cannot serve now: its disk is full or its engine is not usable. Try again after Retry-After.',
  },
} as const satisfies Record<string, ApiError>

/** Our name of a failure. */
export type ApiErrorName = keyof typeof API_ERRORS
