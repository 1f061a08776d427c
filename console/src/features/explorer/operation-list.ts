import { OPERATIONS, type Operation, type OperationId } from '@deskledger/client'

/** Parts of the API, in the order in which people need them. */
export const GROUPS = ['workspace', 'extension', 'identity', 'administration'] as const

export type Group = (typeof GROUPS)[number]

/** An operation with its id. */
export interface NamedOperation extends Operation {
  readonly id: OperationId
}

/** All operations; those of a browser's own session are left out, since the page itself lives by it. */
export const ALL_OPERATIONS: readonly NamedOperation[] = (Object.entries(OPERATIONS) as [OperationId, Operation][])
  .filter(([, { path }]) => path !== OPERATIONS.ShowBrowserSession.path)
  .map(([id, operation]) => ({ id, ...operation }))

/** Which part an operation belongs to. */
export function groupOf({ path, isExtension, errorShape }: Operation): Group {
  if (path.startsWith('/admin/')) return 'administration'
  if (errorShape !== 'service') return 'identity'
  return isExtension ? 'extension' : 'workspace'
}

/** The operation that an address names. @default the export of records */
export function operationOf(id: string | undefined): NamedOperation {
  const named = ALL_OPERATIONS.find((operation) => operation.id === id)
  return named ?? { id: 'ExportUserConnectionNew', ...OPERATIONS.ExportUserConnectionNew }
}
