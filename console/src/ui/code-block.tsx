import type { ReactNode } from 'react'
import styles from './code-block.module.css'

/** Code or data as it is, in a box that scrolls. */
export function CodeBlock({ label, children }: { readonly label: string; readonly children: string }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable (WCAG 2.1.1)
    <section className={styles['box']} aria-label={label} tabIndex={0}>
      <pre className={styles['code']}>
        <bdi>{children}</bdi>
      </pre>
    </section>
  )
}
