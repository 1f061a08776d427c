import type { ConnectionRecordView } from '@deskledger/client'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { StateMark, type Tone } from '../../ui/state-mark.js'
import { useFormat } from '../../ui/use-format.js'
import { useNow } from '../../ui/use-now.js'
import { durationMsOf, type RecordState, stateOf } from './record-state.js'

const TONES: Record<RecordState, Tone> = {
  connecting: 'active',
  ongoing: 'good',
  ended: 'plain',
  failed: 'bad',
  broken: 'warning',
}

/** How a connection stands, and how long it was or is by now. It has a clock of its own, so that nothing else is drawn anew. */
export function RecordStateMark({ record }: { readonly record: ConnectionRecordView }): ReactNode {
  const { records: text } = useText()
  const format = useFormat()
  const state = stateOf(record)
  const durationMs = durationMsOf(record, useNow(1000, state === 'ongoing'))
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <StateMark tone={TONES[state]}>{text.states[state]}</StateMark>
      {durationMs === undefined ? '' : format.duration(durationMs)}
    </span>
  )
}
