import { ApiError, AuthenticationError } from '@deskledger/client'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { beginSession } from './session.js'

/** A session that has ended shows the sign-in page, whoever met it first. */
function noticeEnd(error: Error): void {
  if (error instanceof AuthenticationError) beginSession(queryClient, null)
}

/** Holds what was fetched. The client repeats what is worth repeating by itself. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: { retry: (count, error) => !(error instanceof ApiError) && count < 1, staleTime: 5_000 },
  },
})
