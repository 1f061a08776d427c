import { Switch } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'

/** Enables and disables one thing of a list, at once. */
export function EnabledSwitch({
  name,
  isEnabled,
  isFixed = false,
  onChange,
}: {
  /** What it is about, for whoever does not see the list. */
  readonly name: string
  readonly isEnabled: boolean
  /** Whether it cannot be changed. @default false */
  readonly isFixed?: boolean
  readonly onChange: (isEnabled: boolean) => void
}): ReactNode {
  const { administration: text, fact } = useText()
  return (
    <Switch
      size="small"
      aria-label={fact(text.enabled, name)}
      disabled={isFixed}
      checked={isEnabled}
      onChange={onChange}
    />
  )
}
