import type { SignedCheckpoint } from '@deskledger/client'
import { useMutation } from '@tanstack/react-query'
import { Button, Card, Descriptions } from 'antd'
import type { ReactNode } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { CodeBlock } from '../../ui/code-block.js'
import { Failure } from '../../ui/failure.js'
import { saveText } from '../../ui/save-text.js'
import { useFormat } from '../../ui/use-format.js'

/** How far the chain of the audit log has come, signed, to be kept elsewhere. */
export function CheckpointCard(): ReactNode {
  const { administration: text } = useText()
  const checkpoint = useMutation({ mutationFn: () => client.admin.showAuditCheckpoint() })
  return (
    <Card size="small">
      <p style={{ marginTop: 0 }}>{text.chainHint}</p>
      <Button loading={checkpoint.isPending} onClick={() => checkpoint.mutate()}>
        {text.showCheckpoint}
      </Button>
      {checkpoint.isError && <Failure error={checkpoint.error} />}
      {checkpoint.data !== undefined && <Checkpoint signed={checkpoint.data} />}
    </Card>
  )
}

function Checkpoint({ signed }: { readonly signed: SignedCheckpoint }): ReactNode {
  const { administration: text } = useText()
  const format = useFormat()
  const { sequence, hash, time } = contentOf(signed)
  return (
    <div style={{ display: 'grid', gap: 12, marginTop: 12 }}>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={[
          { key: 'sequence', label: text.entryCount, children: format.number(sequence) },
          { key: 'hash', label: text.lastHash, children: <code>{hash}</code> },
          { key: 'time', label: text.time, children: format.exactInstant(time) },
          { key: 'key', label: text.signingKey, children: <code>{signed.signatures[0]?.keyid}</code> },
        ]}
      />
      <div>
        <Button onClick={() => saveText('checkpoint.json', JSON.stringify(signed))}>{text.saveCheckpoint}</Button>
      </div>
      <p style={{ margin: 0 }}>{text.verifyChainHint}</p>
      <CodeBlock label={text.verifyChain}>
        deskledger audit verify DATA_DIRECTORY/audit --key key.pem --checkpoint checkpoint.json
      </CodeBlock>
    </div>
  )
}

/** What a checkpoint says; `deskledger audit verify` checks its signature. */
function contentOf({ payload }: SignedCheckpoint): {
  readonly sequence: number
  readonly hash: string
  readonly time: string
} {
  return JSON.parse(atob(payload)) as ReturnType<typeof contentOf>
}
