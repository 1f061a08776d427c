import type { ReactNode } from 'react'
import styles from './state-mark.module.css'

/** How good or bad a state is; the words beside the dot say what it is. */
export type Tone = 'active' | 'good' | 'plain' | 'warning' | 'bad'

/** A state in words with a dot in its colour: the words keep the contrast of text. */
export function StateMark({ tone, children }: { readonly tone: Tone; readonly children: string }): ReactNode {
  return (
    <span className={styles['mark']}>
      <span className={`${styles['dot']} ${styles[tone]}`} aria-hidden="true" />
      {children}
    </span>
  )
}
