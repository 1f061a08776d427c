import type { Entity } from '@deskledger/domain'

/** An entity of the directory as text; instants are written as ISO 8601. */
export function toEntityDocument(entity: Entity): string {
  return JSON.stringify(entity)
}

/** The entity of a document that {@link toEntityDocument} wrote. */
export function fromEntityDocument(document: string): Entity {
  // Only at the top: within a policy, `createdAt` is whatever its author meant by it.
  const entity = JSON.parse(document) as Entity
  return { ...entity, createdAt: new Date(entity.createdAt) }
}
