// Exports the last seven days, waits, and streams the file to the path given: it gets its name once it is verified.
import { open, rename, rm } from 'node:fs/promises'
import { DeskledgerClient } from '@deskledger/client'

const [path = 'connections.xlsx'] = process.argv.slice(2)
const client = new DeskledgerClient({
  endpoint: process.env.DESKLEDGER_ENDPOINT,
  projectId: process.env.DESKLEDGER_PROJECT_ID,
  accessKey: process.env.DESKLEDGER_ACCESS_KEY,
  secretKey: process.env.DESKLEDGER_SECRET_KEY,
})

const sevenDaysAgo = new Date(Date.now() - 7 * 86_400_000)
const { task, body, byteCount, sha256 } = await client.exportConnections(
  { start_time: `${sevenDaysAgo.toISOString().slice(0, 19)}Z`, format: path.endsWith('.csv') ? 'csv' : 'xlsx' },
  {
    onProgress: ({ status, progress }) => console.error(status, `${progress?.percent ?? 0} %`),
    signal: AbortSignal.timeout(600_000),
  },
)

const partial = `${path}.partial`
const file = await open(partial, 'w')
try {
  // The last step of this loop fails when the bytes are not those that were exported.
  for await (const piece of body) await file.writeFile(piece)
  await file.sync()
  await rename(partial, path)
} catch (error) {
  await rm(partial, { force: true })
  throw error
} finally {
  await file.close()
}
console.log(JSON.stringify({ task_id: task.task_id, path, byteCount, sha256 }))
