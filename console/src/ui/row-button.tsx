import type { ReactNode } from 'react'
import styles from './row-button.module.css'

/** A button for each of hundreds of rows: Ant Design's takes a millisecond to draw. */
export function RowButton({
  onClick,
  children,
}: {
  readonly onClick: () => void
  readonly children: string
}): ReactNode {
  return (
    <button type="button" className={styles['button']} onClick={onClick}>
      {children}
    </button>
  )
}
