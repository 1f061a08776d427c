import { createHash } from 'node:crypto'
import type { ExportStatus, ExportTask } from '@deskledger/domain'
import { PROJECT, TASK_ID, type TestApplication } from './application.fixture.js'

/** What is in a file, unless a test says otherwise. */
export const FILE = Buffer.from('0123456789')

/** A task in the store, with its file when it has one. */
export function storedTask(test: TestApplication, status: ExportStatus, bytes = FILE): ExportTask {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const task: ExportTask = {
    taskId: TASK_ID,
    fileName: 'ConnectionRecords_20260102030405_aaaabbbb.csv',
    request: {
      query: { projectId: PROJECT, userName: 'ada' },
      format: 'csv',
      language: 'zh_CN',
      timeZone: 'Asia/Shanghai',
      columns: ['sid'],
    },
    cutOff: { sequence: 7, at: test.now },
    requestedBy: { userId: 'user-1', userName: 'ada' },
    status,
    createdAt: test.now,
    progress: { rowsWritten: 1, rowsExpected: 3 },
    isDownloaded: false,
    ...(status === 'CREATING' ? {} : { endedAt: test.now }),
    ...(status === 'SUCCESS' && {
      file: { key: 'k', rowCount: 3, byteCount: bytes.byteLength, sha256 },
      expiresAt: test.now,
    }),
    ...(status === 'FAIL' && { failure: { code: 'WKS.00211401', reason: 'The disk is full.' } }),
  }
  if (status === 'SUCCESS') test.files.set('k', bytes)
  test.tasks.set(TASK_ID, task)
  return task
}
