import { foldCase } from '../../connection-record/case-folding.js'
import { InvalidParameterError } from '../../errors.js'
import type { WritableVersion } from './policy-document.js'
import { readTexts } from './strict-json.js'

const SERVICE = /^[a-z0-9_*?-]+$/
const NAME = /^[A-Za-z0-9_*?-]+$/

/**
 * Reads action patterns, `*` or `service:resourceType:operation`, and folds their case. Case is ignored in 1.1 and not
 * mentioned for 5.0 (spec/auth.md 5.1); it is ignored in both, but the service is written in lower case.
 * @throws {InvalidParameterError} one that could never match an action
 */
export function parseActions(value: unknown, place: string, version: WritableVersion): readonly string[] {
  return readTexts(value, place, (text, textPlace) => {
    refuseQuestionMark(text, textPlace, version)
    if (text === '*') return text
    const parts = text.split(':')
    const [service = ''] = parts
    if (parts.length !== 3) {
      throw new InvalidParameterError(textPlace, 'must be * or three parts, service:resourceType:operation')
    }
    refuseOddService(service, textPlace)
    if (!parts.every((part) => NAME.test(part))) {
      throw new InvalidParameterError(textPlace, 'must have letters, digits, _, - or wildcards in each part')
    }
    return foldCase(text)
  })
}

/**
 * Reads resource patterns, `*` or `service:region:domainId:resourceType:path`. Region and domain id may be empty.
 * @throws {InvalidParameterError} one that could never match a resource
 */
export function parseResources(value: unknown, place: string, version: WritableVersion): readonly string[] {
  return readTexts(value, place, (text, textPlace) => {
    refuseQuestionMark(text, textPlace, version)
    if (text === '*') return text
    const parts = text.split(':')
    const [service = '', , , resourceType, path] = parts
    if (parts.length !== 5) {
      throw new InvalidParameterError(textPlace, 'must be * or five parts, service:region:domainId:resourceType:path')
    }
    refuseOddService(service, textPlace)
    if (resourceType === '' || path === '') {
      throw new InvalidParameterError(textPlace, 'must name a resource type and a path, or * for all')
    }
    return text
  })
}

function refuseQuestionMark(text: string, place: string, version: WritableVersion): void {
  if (version === '1.1' && text.includes('?')) {
    throw new InvalidParameterError(place, 'must not contain ?, which is a wildcard of version 5.0 only')
  }
}

function refuseOddService(service: string, place: string): void {
  if (!SERVICE.test(service)) {
    throw new InvalidParameterError(place, 'must begin with a service in lower case, or a wildcard')
  }
}
