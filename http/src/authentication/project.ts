import type { Principal } from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'

/**
 * Lets a principal reach its own project only. X-Project-Id and X-Domain-Id prove nothing, but may not contradict
 * (spec/auth.md 1).
 *
 * @throws {ApiFailure} `forbidden`
 */
export function checkProject(principal: Principal, projectId: string, { headers }: FastifyRequest): void {
  if (principal.projectId !== projectId) {
    throw new ApiFailure('forbidden', 'The access key does not belong to the project of the path.')
  }
  if ((headers['x-project-id'] ?? projectId) !== projectId) {
    throw new ApiFailure('forbidden', 'X-Project-Id is not the project of the path.')
  }
  if ((headers['x-domain-id'] ?? principal.accountId) !== principal.accountId) {
    throw new ApiFailure('forbidden', 'X-Domain-Id is not the account of the access key.')
  }
}
