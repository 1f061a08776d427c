import type { SampleFacts } from './sample.js'

/** A program with the typed client; it runs in Node as it stands. */
export function typescriptSample({ operation, request, endpoint }: SampleFacts): string {
  const isFile = operation.answer.mediaType === 'application/octet-stream'
  const parts = {
    ...(Object.keys(request.path).length > 0 && { path: request.path }),
    ...(Object.keys(request.query).length > 0 && { query: request.query }),
    ...(request.body !== undefined && { body: JSON.parse(request.body) as unknown }),
  }
  const call = `await client.call(${JSON.stringify(operation.id)}, ${JSON.stringify(parts, undefined, 2)})`
  return `import { DeskledgerClient } from '@deskledger/client'
${isFile ? "import { writeFile } from 'node:fs/promises'\n" : ''}
const client = new DeskledgerClient({
  endpoint: ${JSON.stringify(endpoint)},
  projectId: ${JSON.stringify(request.projectId)},
  accessKey: process.env.DESKLEDGER_ACCESS_KEY ?? '',
  secretKey: process.env.DESKLEDGER_SECRET_KEY ?? '',
})

${isFile ? `const file = ${call}\nawait writeFile(file.fileName ?? 'export', file.body)` : `console.log(${call})`}
`
}
