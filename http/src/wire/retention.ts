import type { BodyOf, LegalHoldView, PurgePreviewView } from '@deskledger/contract'
import {
  InvalidParameterError,
  type LegalHold,
  type PurgeDay,
  type PurgePreview,
  parseInstant,
} from '@deskledger/domain'

type Covered = Pick<LegalHold, 'userName' | 'startedFrom' | 'startedUntil' | 'reason'>

/** @throws {InvalidParameterError} a time is none, or they are the wrong way round */
export function toCovered(body: BodyOf<'AddLegalHold'>): Covered {
  const startedFrom = instant('start_time', body.start_time)
  const startedUntil = instant('end_time', body.end_time)
  if (startedFrom && startedUntil && startedFrom > startedUntil) {
    throw new InvalidParameterError('start_time', 'lies after end_time')
  }
  return { userName: body.user_name, startedFrom, startedUntil, reason: body.reason }
}

export function toLegalHoldView(hold: LegalHold): LegalHoldView {
  const { id, userName, startedFrom, startedUntil, reason, createdAt, createdBy } = hold
  return {
    hold_id: id,
    ...(userName === undefined ? {} : { user_name: userName }),
    ...(startedFrom === undefined ? {} : { start_time: startedFrom.toISOString() }),
    ...(startedUntil === undefined ? {} : { end_time: startedUntil.toISOString() }),
    reason,
    create_time: createdAt.toISOString(),
    created_by: createdBy,
  }
}

export function toPurgePreviewView({ retentionDays, runsAt, startedBefore, days }: PurgePreview): PurgePreviewView {
  return {
    retention_days: retentionDays,
    run_time: runsAt.toISOString(),
    ...(startedBefore === undefined ? {} : { started_before: startedBefore.toISOString() }),
    deleted_count: sum(days, 'deletedCount'),
    held_count: sum(days, 'heldCount'),
    days: days.map(({ day, deletedCount, heldCount }) => ({
      day: day.toISOString().slice(0, 10),
      deleted_count: deletedCount,
      held_count: heldCount,
    })),
  }
}

function sum(days: readonly PurgeDay[], name: 'deletedCount' | 'heldCount'): number {
  return days.reduce((total, day) => total + day[name], 0)
}

function instant(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const parsed = parseInstant(text)
  if (parsed === undefined) throw new InvalidParameterError(name, 'is not a time')
  return parsed
}
