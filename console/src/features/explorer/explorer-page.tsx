import { useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useText } from '../../text/use-text.js'
import styles from './explorer-page.module.css'
import { ALL_OPERATIONS, GROUPS, groupOf, operationOf } from './operation-list.js'
import { OperationView } from './operation-view.js'

/** The API explorer: every operation of the contract, to read about, to try, and to take home as a program. */
export function ExplorerPage(): ReactNode {
  const { operation: id } = useSearch({ from: '/explorer' })
  const operation = operationOf(id)
  const { explorer: text } = useText()
  return (
    <>
      <h1 style={{ fontSize: 20, marginTop: 0 }}>{text.title}</h1>
      <div className={styles['split']}>
        <OperationChooser current={operation.id} />
        <OperationView key={operation.id} operation={operation} />
      </div>
    </>
  )
}

function OperationChooser({ current }: { readonly current: string }): ReactNode {
  const { explorer: text } = useText()
  const navigate = useNavigate({ from: '/explorer' })
  const [wanted, setWanted] = useState('')
  const found = ALL_OPERATIONS.filter(({ id, path, summary }) =>
    `${id} ${path} ${summary}`.toLowerCase().includes(wanted.toLowerCase()),
  )
  return (
    <nav aria-label={text.operations} className={styles['list']}>
      <Input
        allowClear
        placeholder={text.find}
        aria-label={text.find}
        onChange={(event) => setWanted(event.target.value)}
      />
      {GROUPS.map((group) => {
        const operations = found.filter((operation) => groupOf(operation) === group)
        return (
          operations.length > 0 && (
            <section key={group}>
              <h2 className={styles['group']}>{text.groups[group]}</h2>
              {operations.map(({ id, method }) => (
                <button
                  key={id}
                  type="button"
                  className={styles['operation']}
                  aria-current={id === current ? 'page' : undefined}
                  onClick={() =>
                    void navigate({ search: ({ project }) => ({ ...(project && { project }), operation: id }) })
                  }
                >
                  <span className={styles['method']}>{method}</span> {id}
                </button>
              ))}
            </section>
          )
        )
      })}
    </nav>
  )
}
