import type { Entity, EntityKind, Grant } from './entities.js'
import { foldName } from './name-folding.js'

/** Kinds of entities that have a name. */
export type NamedKind = Extract<Entity, { readonly name: string }>['kind']

/*
 * Where entities are filed, so that nobody has to look through all of them. The first word keeps the places apart; ids of
 * accounts have no spaces.
 */

export function placeOfAll(kind: EntityKind, accountId: string): string {
  return `all ${kind} ${accountId}`
}

export function placeOfName(kind: NamedKind, accountId: string, name: string): string {
  return `named ${kind} ${accountId} ${foldName(name)}`
}

export function placeOfGrantsTo({ kind, id }: Grant['to']): string {
  return `granted-to ${kind} ${id}`
}

export function placeOfGrantsWith(accountId: string, policyId: string): string {
  return `granted-policy ${accountId} ${policyId}`
}

export function placeOfKeys(userId: string): string {
  return `keys ${userId}`
}

export function placeOfMembers(groupId: string): string {
  return `members ${groupId}`
}

/** The id of the account that has the entity; accounts have no owner. */
export function ownerOf(entity: Entity): string {
  return entity.kind === 'account' ? '' : entity.accountId
}

/** All places where an entity is filed. */
export function placesOf(entity: Entity): readonly string[] {
  const owner = ownerOf(entity)
  const places = [placeOfAll(entity.kind, owner)]
  if ('name' in entity) places.push(placeOfName(entity.kind, owner, entity.name))
  if (entity.kind === 'grant') places.push(placeOfGrantsTo(entity.to), placeOfGrantsWith(owner, entity.policyId))
  if (entity.kind === 'access-key') places.push(placeOfKeys(entity.userId))
  if (entity.kind === 'user') places.push(...entity.groupIds.map(placeOfMembers))
  return places
}
