import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useSession } from '../../app/session.js'

/** What is administered, as it is kept among what was fetched. */
export type ResourceName = 'projects' | 'users' | 'groups' | 'policies' | 'grants' | 'access-keys' | 'settings'

/** Fetches a list of the account. */
export function useResource<T>(name: ResourceName, fetchAll: () => Promise<T>): UseQueryResult<T> {
  const { account } = useSession()
  return useQuery({ queryKey: ['administration', account.id, name], queryFn: fetchAll })
}

/** A change of the account; afterwards every list is fetched anew, since one change may touch several. */
export function useChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
): UseMutationResult<Output, Error, Input> {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      await queryClient.invalidateQueries({ queryKey: ['administration'] })
      onDone?.(output)
    },
  })
}
