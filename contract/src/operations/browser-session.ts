import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import { BrowserSession, BrowserSignIn } from '../schemas/browser-session.js'

const SESSION = {
  isExtension: true,
  errorShape: 'service',
  path: '/v1/browser-session',
  pathParameters: parameters.NoParameters,
  query: parameters.NoQuery,
} as const

/** Names the header that a page sends along with the cookie of its session; no page of another origin can send it. */
export const BROWSER_SESSION_HEADER = 'X-Deskledger-Session'

/** Sessions of the console: a token in a cookie that no script can read. */
export const BROWSER_SESSION = {
  CreateBrowserSession: {
    ...SESSION,
    method: 'POST',
    summary: 'Sign a browser in',
    description:
      'Sets a cookie (HttpOnly, SameSite=Strict) that holds a token of the account. It counts only together with the header `X-Deskledger-Session: cookie`, except for the download of a file.',
    access: { scope: 'public' },
    effect: 'idempotent',
    body: { 'application/json': BrowserSignIn },
    answer: { status: 201, description: 'Signed in.', mediaType: 'application/json', schema: BrowserSession },
  },
  ShowBrowserSession: {
    ...SESSION,
    method: 'GET',
    summary: 'Show whose session it is',
    description: 'The user, and the projects that the user may reach; of a request without a cookie, who sent it.',
    access: { scope: 'identity' },
    effect: 'read',
    answer: { status: 200, description: 'The session.', mediaType: 'application/json', schema: BrowserSession },
  },
  DeleteBrowserSession: {
    ...SESSION,
    method: 'DELETE',
    summary: 'Sign a browser out',
    description: 'Ends the token in the cookie and removes the cookie. Without one there is nothing to end.',
    access: { scope: 'identity' },
    effect: 'idempotent',
    answer: { status: 204, description: 'Signed out.' },
  },
} as const satisfies Record<string, Operation>
