import type { OPERATIONS, OperationId } from '@deskledger/client'

/** Operations that the published Workspace and IAM APIs have too, so that the vendor's clients can call them. */
export type PublishedOperationId = {
  [Id in OperationId]: (typeof OPERATIONS)[Id] extends { readonly isExtension: false } ? Id : never
}[OperationId]
