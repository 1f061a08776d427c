import type { AuditActor, AuditEntry, AuditEvent } from '@deskledger/domain'
import type { ChainEntry, EntryFacts, PersonalValue } from '@deskledger/proof'

/** What an entry of the chain says, apart from personal values. Names are those of the API. */
export interface StoredFacts {
  readonly time: string
  readonly operation: string
  readonly actor: StoredActor
  readonly request_id?: string
  readonly target: AuditEvent['target']
  readonly outcome: { readonly status: number; readonly code?: string }
  readonly repeated?: number
  /** Commitments by field. */
  readonly personal?: Readonly<Record<string, string>>
}

interface StoredActor {
  readonly kind: AuditActor['kind']
  readonly account_id?: string | undefined
  readonly user_id?: string | undefined
  readonly credential?: string | undefined
  readonly access_key?: string | undefined
}

/** The personal values of an event, by field. */
export function personalOf({ actor, address }: AuditEvent): ReadonlyMap<string, string> {
  const userName = actor.kind === 'server' ? undefined : actor.userName
  const values: [string, string | undefined][] = [
    ['user_name', userName],
    ['address', address],
  ]
  return new Map(values.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** @param commitments to the personal values, by field */
export function toFacts(event: AuditEvent, commitments: Readonly<Record<string, string>>): EntryFacts {
  const { at, operation, actor, requestId, target, outcome, repeated } = event
  const facts: StoredFacts = {
    time: at.toISOString(),
    operation,
    actor: toStoredActor(actor),
    ...(requestId === undefined ? {} : { request_id: requestId }),
    target,
    outcome: { status: outcome.status, ...(outcome.code === undefined ? {} : { code: outcome.code }) },
    ...(repeated === undefined ? {} : { repeated }),
    ...(Object.keys(commitments).length === 0 ? {} : { personal: commitments }),
  }
  return { ...facts }
}

/** An entry as it was written by {@link toFacts}, with the personal values that are still there. */
export function toEntry(
  { sequence, previous, hash, facts }: ChainEntry,
  personal: ReadonlyMap<string, PersonalValue>,
): AuditEntry {
  const stored = storedFacts(facts)
  const personalValue = (field: string): string | undefined => personal.get(`${sequence} ${field}`)?.value
  const erased = Object.keys(stored.personal ?? {}).filter((field) => personalValue(field) === undefined)
  return {
    sequence,
    previous,
    hash,
    erased,
    at: new Date(stored.time),
    operation: stored.operation,
    actor: toActor(stored.actor, personalValue('user_name')),
    address: personalValue('address'),
    requestId: stored.request_id,
    target: stored.target,
    outcome: stored.outcome,
    repeated: stored.repeated,
  }
}

/** The facts of an entry whose hash is right are what {@link toFacts} made. */
export function storedFacts(facts: ChainEntry['facts']): StoredFacts {
  return facts as unknown as StoredFacts
}

function toStoredActor(actor: AuditActor): StoredActor {
  if (actor.kind === 'server') return { kind: actor.kind }
  const { kind, accountId: account_id, accessKey: access_key } = actor
  if (kind === 'unproven') return { kind, account_id, access_key }
  return { kind, account_id, user_id: actor.userId, credential: actor.credential, access_key }
}

function toActor(stored: StoredActor, userName: string | undefined): AuditActor {
  const { kind, account_id: accountId, user_id: userId, credential, access_key: accessKey } = stored
  if (kind === 'server') return { kind }
  if (kind === 'unproven') return { kind, accountId, userName, accessKey }
  return {
    kind,
    accountId: accountId ?? '',
    userId: userId ?? '',
    userName,
    credential: credential as Extract<AuditActor, { kind: 'user' }>['credential'],
    accessKey,
  }
}
