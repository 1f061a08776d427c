import { InputNumber, Space } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import type { LatencyBands } from './latency-bands.js'

/** Largest bound that makes sense, in milliseconds. */
const MAX_MS = 9_999

/** Up to which latency a connection is good, and up to which it is fair. */
export function BandFields({
  bands: [good, fair],
  onChange,
}: {
  readonly bands: LatencyBands
  readonly onChange: (bands: LatencyBands) => void
}): ReactNode {
  const { overview: text } = useText()
  const field = (label: string, value: number, min: number, max: number, change: (value: number) => void) => (
    <Space key={label} size={6}>
      <span aria-hidden="true">{label}</span>
      <InputNumber
        aria-label={label}
        size="small"
        suffix="ms"
        precision={0}
        min={min}
        max={max}
        value={value}
        onChange={(changed) => {
          if (changed !== null) change(changed)
        }}
        style={{ width: 92 }}
      />
    </Space>
  )
  return (
    <Space wrap size="middle" style={{ marginBottom: 8 }}>
      {field(text.goodUpTo, good, 1, fair - 1, (changed) => onChange([changed, fair]))}
      {field(text.fairUpTo, fair, good + 1, MAX_MS, (changed) => onChange([good, changed]))}
    </Space>
  )
}
