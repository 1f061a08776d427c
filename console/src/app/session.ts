import { AuthenticationError, type BrowserSession } from '@deskledger/client'
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { client } from './client.js'

const KEY = ['session'] as const

/** Whether this browser ever signed in, which is no secret: without it nobody needs to be asked, and no answer is a 401. */
const SIGNED_IN = 'deskledger.signed-in'

/** Whose session this browser has; null when it has none. */
export const sessionQuery = queryOptions({
  queryKey: KEY,
  queryFn: async ({ signal }): Promise<BrowserSession | null> => {
    if (localStorage.getItem(SIGNED_IN) === null) return null
    return client.showBrowserSession({ signal }).catch((error: unknown) => {
      if (!(error instanceof AuthenticationError)) throw error
      localStorage.removeItem(SIGNED_IN)
      return null
    })
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** Another user, or none, is there: nothing that was fetched before is theirs. */
export function beginSession(queryClient: QueryClient, session: BrowserSession | null): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] })
  if (session === null) localStorage.removeItem(SIGNED_IN)
  else localStorage.setItem(SIGNED_IN, 'yes')
  queryClient.setQueryData(KEY, session)
}

/** The session of a page that only a signed-in user sees. */
export function useSession(): BrowserSession {
  const { data } = useQuery(sessionQuery)
  if (data === undefined || data === null) throw new Error('Nobody is signed in.')
  return data
}
