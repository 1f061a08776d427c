/** Names of members that hold ids, in answers and in paths. */
export type IdName =
  | 'main_project'
  | 'project_id'
  | 'account_id'
  | 'user_id'
  | 'group_id'
  | 'policy_id'
  | 'grant_id'
  | 'hold_id'
  | 'access_key'
  | 'task_id'
  | 'token'

/** Whose thing is meant. */
export type Owner = 'own' | 'foreign'

/** Ids of things, by what they are of. */
export type Things = Partial<Record<IdName, readonly string[]>>

/** What lasts. */
const UNFORGETTABLE: ReadonlySet<string> = new Set(['main_project', 'project_id', 'token'] satisfies IdName[])

/** Of each kind, the last so many are remembered. */
const REMEMBERED = 40

/**
 * Stands in a request for an id that is known only once it is sent, since it is made by requests before it. Which one is
 * chosen by number, so that a request shrinks to the first.
 */
export function idOf(owner: Owner, name: IdName, number: number): string {
  return `__${owner}_${name}_${number}__`
}

/** Stands for a time so many seconds ago. */
export function timeAgo(seconds: number): string {
  return `__ago_${seconds}__`
}

/** The ids that requests can be about. */
export class KnownThings {
  private readonly own: Map<string, string[]>
  private readonly named = new Set<string>()

  /** @param spared never to be changed: without them nothing else could be asked for */
  constructor(
    own: Things,
    private readonly foreign: Things,
    private readonly spared: ReadonlySet<string>,
  ) {
    this.own = new Map(Object.entries(own).map(([name, ids]) => [name, [...ids]]))
  }

  /** All foreign ids that requests have named so far. */
  get foreignNamed(): string {
    return [...this.named].join(' ')
  }

  /** The text with ids and times in place of what stands for them. */
  resolved(text: string): string {
    return text
      .replaceAll(/__(own|foreign)_([a-z_]+)_(\d+)__/g, (_all, owner: Owner, name: IdName, number: string) => {
        const ids = (owner === 'own' ? this.own.get(name) : this.foreign[name]) ?? []
        const id = ids[Number(number) % ids.length] ?? 'none-yet'
        if (owner === 'foreign') this.named.add(id)
        return id
      })
      .replaceAll(/__ago_(-?\d+)__/g, (_all, seconds: string) =>
        new Date(Date.now() - Number(seconds) * 1000).toISOString(),
      )
  }

  /** Remembers the ids in an answer. */
  learn(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string') this.remember(name, member)
      else this.learn(member)
    }
  }

  /** Forgets the ids that a request was about: there are no such things any more. A list brings back what there is. */
  forget(said: string): void {
    for (const [name, ids] of this.own) {
      if (!UNFORGETTABLE.has(name))
        this.own.set(
          name,
          ids.filter((id) => !said.includes(id)),
        )
    }
  }

  private remember(name: string, id: string): void {
    const ids = this.own.get(name)
    if (ids === undefined || ids.includes(id) || this.spared.has(id)) return
    ids.push(id)
    if (ids.length > REMEMBERED) ids.shift()
  }
}
