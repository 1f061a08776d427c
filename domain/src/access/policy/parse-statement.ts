import { InvalidParameterError } from '../../errors.js'
import { parseConditions } from './parse-conditions.js'
import { parseActions, parseResources } from './parse-patterns.js'
import {
  type Effect,
  EVERYTHING,
  type PatternSet,
  type PolicyStatement,
  type WritableVersion,
} from './policy-document.js'
import { membersOf } from './strict-json.js'

/** What a statement may hold. `Principal` and `NotPrincipal` are for other kinds of policies (spec/auth.md 5.2). */
const MEMBERS: Readonly<Record<WritableVersion, readonly string[]>> = {
  '1.1': ['Effect', 'Action', 'Resource', 'Condition'],
  '5.0': ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
}

/** @throws {InvalidParameterError} naming what is unknown, missing or malformed */
export function parseStatement(value: unknown, place: string, version: WritableVersion): PolicyStatement {
  const members = membersOf(value, place, MEMBERS[version])
  const actions = patternsOf(members, 'Action', place, (patterns, at) => parseActions(patterns, at, version))
  if (actions === undefined) {
    const choice = version === '1.1' ? 'Action' : 'Action or NotAction'
    throw new InvalidParameterError(place, `must have ${choice}`)
  }
  const resources = patternsOf(members, 'Resource', place, (patterns, at) => parseResources(patterns, at, version))
  const sid = members.get('Sid')
  const conditions = members.get('Condition')
  return {
    ...(sid === undefined ? {} : { sid: parseSid(sid, `${place}.Sid`) }),
    effect: parseEffect(members.get('Effect'), `${place}.Effect`),
    actions,
    resources: resources ?? EVERYTHING,
    conditions: conditions === undefined ? [] : parseConditions(conditions, `${place}.Condition`, version),
  }
}

/** Reads `Action` or `NotAction`, or likewise `Resource`: one of them, or undefined when there is neither. */
function patternsOf(
  members: ReadonlyMap<string, unknown>,
  name: 'Action' | 'Resource',
  place: string,
  parse: (value: unknown, place: string) => readonly string[],
): PatternSet | undefined {
  const meant = members.get(name)
  const excluded = members.get(`Not${name}`)
  if (meant !== undefined && excluded !== undefined) {
    throw new InvalidParameterError(place, `must not have both ${name} and Not${name}`)
  }
  if (meant !== undefined) return { patterns: parse(meant, `${place}.${name}`), isNegated: false }
  if (excluded === undefined) return undefined
  const patterns = parse(excluded, `${place}.Not${name}`)
  const everything = patterns.findIndex((pattern) => /^[*:]+$/.test(pattern))
  if (everything !== -1) {
    throw new InvalidParameterError(`${place}.Not${name}[${everything}]`, 'must not exclude everything')
  }
  return { patterns, isNegated: true }
}

function parseSid(value: unknown, place: string): string {
  if (typeof value !== 'string' || value === '') throw new InvalidParameterError(place, 'must be text, and not empty')
  return value
}

function parseEffect(value: unknown, place: string): Effect {
  if (value !== 'Allow' && value !== 'Deny') throw new InvalidParameterError(place, 'must be Allow or Deny')
  return value
}
