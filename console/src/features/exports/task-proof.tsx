import { type DeskledgerClient, type ExportManifest, readManifest, type SignedManifest } from '@deskledger/client'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { CodeBlock } from '../../ui/code-block.js'
import { Failure } from '../../ui/failure.js'
import { saveText } from '../../ui/save-text.js'
import { useFormat } from '../../ui/use-format.js'
import { findSignature, type SignatureFinding } from './manifest-signature.js'

/** What was found out about a file. */
interface Findings {
  readonly byteCount: number
  readonly manifest: ExportManifest
  readonly isOfManifest: boolean
  readonly signature: SignatureFinding
}

/** Reads the whole file, and compares it with its task, its manifest and the signature of that. */
export function TaskProof({
  client,
  taskId,
}: {
  readonly client: DeskledgerClient
  readonly taskId: string
}): ReactNode {
  const { exports: text } = useText()
  const format = useFormat()
  const proof = useMutation({ mutationFn: () => examine(client, taskId) })
  const found = proof.data
  return (
    <div style={{ marginTop: 16 }}>
      <Button onClick={() => proof.mutate()} loading={proof.isPending}>
        {text.verify}
      </Button>
      {proof.isError && <Failure error={proof.error} />}
      {found !== undefined && (
        <div style={{ display: 'grid', gap: 8, marginTop: 8 }}>
          <Alert
            type={found.isOfManifest ? 'success' : 'error'}
            showIcon
            title={found.isOfManifest ? text.verified(format.bytes(found.byteCount)) : text.otherThanManifest}
          />
          <Alert {...signatureWords(found.signature, text)} showIcon />
          <p style={{ margin: 0 }}>{text.verifyElsewhere}</p>
          <CodeBlock label={text.verifyCommand}>{commandFor(found.manifest.file_name)}</CodeBlock>
        </div>
      )}
    </div>
  )
}

async function examine(client: DeskledgerClient, taskId: string): Promise<Findings> {
  const [envelope, { signing_keys: keys }, file] = await Promise.all([
    client.showExportManifest(taskId),
    client.listSigningKeys(),
    client.openExportFile(taskId),
  ])
  // The body fails at its end when size or digest are not those of the task.
  const byteCount = await lengthOf(file.body)
  const manifest = readManifest(envelope)
  const isOfManifest = byteCount === manifest.byte_count && file.sha256 === manifest.sha256
  return { byteCount, manifest, isOfManifest, signature: await findSignature(envelope, keys) }
}

async function lengthOf(body: ReadableStream<Uint8Array>): Promise<number> {
  let byteCount = 0
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) return byteCount
    byteCount += value.byteLength
  }
}

type ExportText = ReturnType<typeof useText>['exports']

function signatureWords(signature: SignatureFinding, text: ExportText) {
  switch (signature.kind) {
    case 'signed':
      return { type: 'success', title: text.signedBy(signature.keyId) } as const
    case 'unsigned':
      return { type: 'error', title: text.unsigned } as const
    case 'unknowable':
      return { type: 'warning', title: text.signatureUnknowable } as const
  }
}

/** File names of exports are made by the server, of letters, digits, `_`, `-` and `.` only. */
function commandFor(fileName: string): string {
  return `deskledger verify ${fileName} ${fileName}.manifest.json --key key.pem`
}

/** What a manifest says, and the manifest itself as a file. */
export function TaskManifest({
  client,
  taskId,
}: {
  readonly client: DeskledgerClient
  readonly taskId: string
}): ReactNode {
  const { exports: text } = useText()
  const manifest = useMutation({ mutationFn: () => client.showExportManifest(taskId) })
  return (
    <div style={{ marginTop: 16 }}>
      <Button onClick={() => manifest.mutate()} loading={manifest.isPending}>
        {text.manifest}
      </Button>
      {manifest.isError && <Failure error={manifest.error} />}
      {manifest.isSuccess && <ManifestContent envelope={manifest.data} />}
    </div>
  )
}

function ManifestContent({ envelope }: { readonly envelope: SignedManifest }): ReactNode {
  const { exports: text } = useText()
  const content = readManifest(envelope)
  return (
    <>
      <CodeBlock label={text.manifest}>{JSON.stringify(content, undefined, 2)}</CodeBlock>
      <Button onClick={() => saveText(`${content.file_name}.manifest.json`, JSON.stringify(envelope))}>
        {text.saveManifest}
      </Button>
    </>
  )
}
