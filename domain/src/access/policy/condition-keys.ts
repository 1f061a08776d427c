/**
 * What a condition may ask about, and the kind of its value (spec/auth.md 5.1 and 5.2). Names are compared as written.
 * `g:MFAAge` counts seconds.
 */
export const CONDITION_KEYS = {
  'g:CurrentTime': 'instant',
  'g:DomainId': 'text',
  'g:DomainName': 'text',
  'g:EnterpriseProjectId': 'text',
  'g:MFAAge': 'number',
  'g:MFAPresent': 'boolean',
  'g:ProjectId': 'text',
  'g:ProjectName': 'text',
  'g:ServiceName': 'text',
  'g:SourceIp': 'address',
  'g:UserId': 'text',
  'g:UserName': 'text',
} as const

export type ConditionKey = keyof typeof CONDITION_KEYS

/** Kinds of values that keys have. */
export type KeyKind = (typeof CONDITION_KEYS)[ConditionKey]

/** Keys whose values are of one kind. */
export type KeyOf<K extends KeyKind> = {
  [Key in ConditionKey]: (typeof CONDITION_KEYS)[Key] extends K ? Key : never
}[ConditionKey]

interface ValueOfKind {
  instant: Date
  text: string
  number: number
  boolean: boolean
  /** An IP address in any spelling; text that is none counts as missing. */
  address: string
}

/** Values of condition keys for one request. An absent one is missing: see `conditionHolds` for what that means. */
export type RequestContext = {
  readonly [Key in ConditionKey]?: ValueOfKind[(typeof CONDITION_KEYS)[Key]] | undefined
}

/** Whether there is a key of this name. */
export function isConditionKey(name: string): name is ConditionKey {
  return Object.hasOwn(CONDITION_KEYS, name)
}

/** Whether the key's values are of the kind. */
export function isKeyOf<K extends KeyKind>(kind: K, key: ConditionKey): key is KeyOf<K> {
  return CONDITION_KEYS[key] === kind
}
