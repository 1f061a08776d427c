import { conditionHolds } from './condition-holds.js'
import type { RequestContext } from './condition-keys.js'
import { matchesGlob } from './glob.js'
import type { PatternSet, PolicyStatement } from './policy-document.js'

/** What somebody is about to do. */
export interface AccessRequest {
  /** `service:resourceType:operation`, for example `workspace:connections:securityList` (spec/auth.md 5.3). */
  readonly action: string
  /** `service:region:domainId:resourceType:path`. Absent: the action has no resource type, so only all of them match (5.3). */
  readonly resource?: string | undefined
  readonly context: RequestContext
}

/** Whether action, resource and all conditions of the statement fit the request, whose action is in folded case. */
export function statementApplies(statement: PolicyStatement, request: AccessRequest): boolean {
  return (
    isMeant(statement.actions, request.action, 3) &&
    isResourceMeant(statement, request) &&
    statement.conditions.every((condition) => conditionHolds(condition, request.context, statement.effect))
  )
}

/**
 * An action without resource type has no resource that `NotResource` could tell apart. As with missing condition keys,
 * what is not there never widens access: an Allow then does not apply, a Deny does.
 */
function isResourceMeant({ resources, effect }: PolicyStatement, { action, resource }: AccessRequest): boolean {
  if (resource !== undefined) return isMeant(resources, resource, 5)
  if (resources.isNegated) return effect === 'Deny'
  // Everything of its service, as the published example of a policy says it (spec/auth.md 5.1).
  const everything = ['*', '*:*:*:*:*', `${action.slice(0, action.indexOf(':'))}:*:*:*:*`]
  return resources.patterns.some((pattern) => everything.includes(pattern))
}

function isMeant({ patterns, isNegated }: PatternSet, subject: string, partCount: number): boolean {
  const parts = partsOf(subject, partCount)
  return patterns.some((pattern) => pattern === '*' || matchesParts(pattern, parts)) !== isNegated
}

/** Part by part: a wildcard never reaches over a colon, except in the last part, which may hold some. */
function matchesParts(pattern: string, parts: readonly string[]): boolean {
  return partsOf(pattern, parts.length).every((wanted, index) => matchesGlob(wanted, parts[index] ?? ''))
}

function partsOf(text: string, count: number): readonly string[] {
  const parts = text.split(':')
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(':')]
}
