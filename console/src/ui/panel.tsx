import { Button, ConfigProvider } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../text/use-text.js'
import styles from './panel.module.css'

/** What a dialog shows. */
export interface PanelProps {
  readonly title: string
  readonly onClose: () => void
  /** At the side, for a closer look beside the list; or in the middle, for a question. @default side */
  readonly place?: 'side' | 'middle'
  readonly children: ReactNode
}

/**
 * A dialog of the browser itself: it keeps the focus, closes by Escape, and needs no style that the page's policy
 * forbids, as Ant Design's drawer and modal do.
 */
export function Panel({ title, onClose, place = 'side', children }: PanelProps): ReactNode {
  const { frame: text } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    if (shown?.open === false) shown.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className={styles[place]} aria-label={title} onCancel={onClose} onClose={onClose}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{title}</h2>
        <Button onClick={onClose}>{text.close}</Button>
      </header>
      {/* What pops up has to lie in the dialog: all else lies below it. */}
      <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>{children}</ConfigProvider>
    </dialog>
  )
}
