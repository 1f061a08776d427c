import type { AccessKey, Account, Entity, EntityKind, EntityOf, Grant, User } from './entities.js'
import { EntityIndex } from './entity-index.js'
import {
  type NamedKind,
  ownerOf,
  placeOfAll,
  placeOfGrantsTo,
  placeOfGrantsWith,
  placeOfKeys,
  placeOfMembers,
  placeOfName,
} from './entity-places.js'
import { foldName } from './name-folding.js'

/** What a change puts, new or in place of what had its id, and what it removes. */
export interface DirectoryChange {
  readonly put?: readonly Entity[]
  readonly remove?: readonly Entity[]
}

/**
 * All identities of a server at one moment: small enough to be held in memory, so that deciding about a request asks
 * nobody. Never changes; a change makes another one.
 */
export class Directory {
  private readonly index: EntityIndex

  /** @param before what the entities are put into, without those that are removed */
  constructor(entities: Iterable<Entity>, removed: Iterable<Entity> = [], before = new EntityIndex()) {
    this.index = before.changed(entities, removed)
  }

  /** The directory after a change; what is put wins over what is removed. */
  changed({ put = [], remove = [] }: DirectoryChange): Directory {
    return new Directory(put, remove, this.index)
  }

  find<Kind extends EntityKind>(kind: Kind, id: string): EntityOf<Kind> | undefined {
    // What is found by a kind is of that kind.
    return this.index.find(kind, id) as EntityOf<Kind> | undefined
  }

  /** The entity of an account; one of another account counts as none. */
  findIn<Kind extends Exclude<EntityKind, 'account'>>(
    accountId: string,
    kind: Kind,
    id: string,
  ): EntityOf<Kind> | undefined {
    const entity = this.find(kind, id)
    return entity !== undefined && ownerOf(entity) === accountId ? entity : undefined
  }

  /** The entity with a name, ignoring case and Unicode form; accounts have no owner. */
  named<Kind extends NamedKind>(kind: Kind, name: string, accountId = ''): EntityOf<Kind> | undefined {
    return this.at<Kind>(placeOfName(kind, accountId, name))[0]
  }

  /** All of a kind, those of one account if one is given, by name or else by creation. */
  all<Kind extends EntityKind>(kind: Kind, accountId?: string): readonly EntityOf<Kind>[] {
    if (accountId !== undefined) return inOrder(this.at<Kind>(placeOfAll(kind, accountId)))
    return inOrder([...this.index.all()].filter((entity): entity is EntityOf<Kind> => entity.kind === kind))
  }

  /** How many of a kind an account has. */
  count(kind: Exclude<EntityKind, 'account'>, accountId: string): number {
    return this.index.count(placeOfAll(kind, accountId))
  }

  /** Oldest first. */
  keysOf(userId: string): readonly AccessKey[] {
    return inOrder(this.at<'access-key'>(placeOfKeys(userId)))
  }

  /** By name. */
  membersOf(groupId: string): readonly User[] {
    return inOrder(this.at<'user'>(placeOfMembers(groupId)))
  }

  /** What is granted to a user, directly or through groups. */
  grantsOf({ id, groupIds }: User): readonly Grant[] {
    const subjects: readonly Grant['to'][] = [{ kind: 'user', id }, ...groupIds.map(toGroup)]
    return subjects.flatMap((subject) => this.grantsTo(subject))
  }

  /** What is granted to just this user or group. */
  grantsTo(to: Grant['to']): readonly Grant[] {
    return this.at<'grant'>(placeOfGrantsTo(to))
  }

  /** Where a policy of an account is granted. */
  grantsWith(accountId: string, policyId: string): readonly Grant[] {
    return this.at<'grant'>(placeOfGrantsWith(accountId, policyId))
  }

  get founding(): Account | undefined {
    return this.all('account').find(({ isFounding }) => isFounding)
  }

  private at<Kind extends EntityKind>(place: string): readonly EntityOf<Kind>[] {
    // A place is for one kind.
    return this.index.at(place) as readonly EntityOf<Kind>[]
  }
}

function toGroup(id: string): Grant['to'] {
  return { kind: 'group', id }
}

function inOrder<E extends Entity>(entities: readonly E[]): readonly E[] {
  const placed = entities.map((entity) => ({ entity, order: orderOf(entity) }))
  placed.sort((a, b) => compare(a.order, b.order) || compare(a.entity.id, b.entity.id))
  return placed.map(({ entity }) => entity)
}

function orderOf(entity: Entity): string {
  return 'name' in entity ? foldName(entity.name) : entity.createdAt.toISOString()
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
