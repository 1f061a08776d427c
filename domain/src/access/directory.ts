import { foldCase } from '../connection-record/case-folding.js'
import type { AccessKey, Account, Entity, EntityKind, EntityOf, Grant, User } from './entities.js'

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
  private readonly entities: ReadonlyMap<string, Entity>
  private readonly byName = new Map<string, Entity>()
  private readonly grantsBySubject = new Map<string, Grant[]>()

  constructor(entities: Iterable<Entity>) {
    this.entities = new Map([...entities].map((entity) => [keyOf(entity.kind, entity.id), entity]))
    for (const entity of this.entities.values()) {
      if ('name' in entity) this.byName.set(nameKeyOf(entity.kind, ownerOf(entity), entity.name), entity)
      if (entity.kind === 'grant') this.fileGrant(entity)
    }
  }

  /** The directory after a change. */
  changed({ put = [], remove = [] }: DirectoryChange): Directory {
    const entities = new Map(this.entities)
    for (const entity of remove) entities.delete(keyOf(entity.kind, entity.id))
    for (const entity of put) entities.set(keyOf(entity.kind, entity.id), entity)
    return new Directory(entities.values())
  }

  find<Kind extends EntityKind>(kind: Kind, id: string): EntityOf<Kind> | undefined {
    // Keys are made of kind and id, so what is found is of that kind.
    return this.entities.get(keyOf(kind, id)) as EntityOf<Kind> | undefined
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

  /** The entity with a name, ignoring case; accounts have no owner. */
  named<Kind extends 'account' | 'project' | 'user' | 'group' | 'policy'>(
    kind: Kind,
    name: string,
    accountId = '',
  ): EntityOf<Kind> | undefined {
    return this.byName.get(nameKeyOf(kind, accountId, name)) as EntityOf<Kind> | undefined
  }

  /** All of a kind, those of one account if one is given, by name or else by creation. */
  all<Kind extends EntityKind>(kind: Kind, accountId?: string): readonly EntityOf<Kind>[] {
    const ofKind = [...this.entities.values()].filter((entity): entity is EntityOf<Kind> => entity.kind === kind)
    return ofKind.filter((entity) => accountId === undefined || ownerOf(entity) === accountId).sort(inOrder)
  }

  keysOf(userId: string): readonly AccessKey[] {
    return this.all('access-key').filter((key) => key.userId === userId)
  }

  membersOf(groupId: string): readonly User[] {
    return this.all('user').filter((user) => user.groupIds.includes(groupId))
  }

  /** What is granted to a user, directly or through groups. */
  grantsOf({ id, groupIds }: User): readonly Grant[] {
    const subjects = [subjectOf('user', id), ...groupIds.map((groupId) => subjectOf('group', groupId))]
    return subjects.flatMap((subject) => this.grantsBySubject.get(subject) ?? [])
  }

  get founding(): Account | undefined {
    return this.all('account').find(({ isFounding }) => isFounding)
  }

  private fileGrant(grant: Grant): void {
    const subject = subjectOf(grant.to.kind, grant.to.id)
    this.grantsBySubject.set(subject, [...(this.grantsBySubject.get(subject) ?? []), grant])
  }
}

function keyOf(kind: EntityKind, id: string): string {
  return `${kind} ${id}`
}

function nameKeyOf(kind: EntityKind, accountId: string, name: string): string {
  return `${kind} ${accountId} ${foldCase(name)}`
}

function subjectOf(kind: 'group' | 'user', id: string): string {
  return `${kind} ${id}`
}

function ownerOf(entity: Entity): string {
  return entity.kind === 'account' ? '' : entity.accountId
}

function inOrder(a: Entity, b: Entity): number {
  const [first, second] = [a, b].map((entity) =>
    'name' in entity ? foldCase(entity.name) : entity.createdAt.toISOString(),
  )
  return compare(first, second) || compare(a.id, b.id)
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b)
}
