import { expect } from 'vitest'
import type { Check } from '../../chapter.js'
import type { Json } from '../../send-as.js'

/** What a document is asked. */
export interface Question {
  readonly action?: string
  readonly resource?: string
  /** Values of condition keys, instead of those of the request. */
  readonly context?: Json
}

type Outcome = 'allow' | 'explicit-deny' | 'implicit-deny'

/** What decides when nothing else is said. */
const ACTION = 'workspace:connections:securityList'

/** A policy of version 1.1 with such statements. */
export const policy11 = (...statements: readonly Json[]): Json => ({ Version: '1.1', Statement: statements })

/** An identity policy with such statements. */
export const policy50 = (...statements: readonly Json[]): Json => ({ Version: '5.0', Statement: statements })

/** A statement that allows the action, under such conditions. */
export const allow = (more: Json = {}): Json => ({ Effect: 'Allow', Action: [ACTION], ...more })

/** A statement that denies the action, under such conditions. */
export const deny = (more: Json = {}): Json => ({ Effect: 'Deny', Action: [ACTION], ...more })

/** Documents, taken together, decide so; asked of the simulator, which decides as requests are decided. */
export function decides(documents: readonly Json[], outcome: Outcome, question: Question = {}): Check {
  return async (trial) => {
    const { status, body } = await trial.post('/admin/v1/policy-test', { action: ACTION, documents, ...question })
    expect([status, body['error_msg'] ?? body['outcome']]).toEqual([200, outcome])
  }
}

/** A document cannot be stored. */
export function cannotBe(...documents: readonly Json[]): Check {
  return async (trial) => {
    for (const document of documents) {
      const { status, body } = await trial.post('/admin/v1/policies', { name: 'never', document })
      expect([document, status, body['error_code']]).toEqual([document, 400, 'WKS.00211102'])
    }
  }
}
