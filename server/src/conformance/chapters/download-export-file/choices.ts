import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { fails } from '../../checks.js'

const TASKS = '/v2/{project_id}/export-tasks'
const TESTS = 'http/src/routes/export-task/export-tasks.test.ts'

export const choices: readonly Choice[] = [
  {
    silence: 'The answer while CREATING, and for FAIL',
    choice: '409 `WKS.00211103`',
    because: 'the request is right, the task is not ready for it',
    check: async (trial) => {
      await trial.fault({ kind: 'fail-export', reason: 'x' })
      const { task_id: failed } = await trial.exported()
      await trial.holdExports()
      for (const id of [failed, await trial.ask()]) {
        await fails('GET', `${TASKS}/${id}/download`, [409, 'WKS.00211103'])(trial)
      }
    },
  },
  {
    silence: 'The answer for EXPIRED',
    choice: '410 `WKS.00211902`',
    because: 'there was a file, and there never will be again',
    check: async (trial) => {
      await trial.fault({ kind: 'expire-export' })
      const id = await trial.ask()
      await trial.turned(id, 'EXPIRED')
      await fails('GET', `${TASKS}/${id}/download`, [410, 'WKS.00211902'])(trial)
    },
  },
  {
    silence: 'The answer for an unknown task, or one of another project',
    choice: '404 `WKS.00211902`',
    because: 'nobody should learn which ids others have',
    check: async (trial) => {
      const other = trial.another()
      const { task_id } = await other.exported()
      for (const id of [task_id, 'f'.repeat(32)]) {
        await fails('GET', `${TASKS}/${id}/download`, [404, 'WKS.00211902'])(trial)
      }
    },
  },
  {
    silence: 'Name, length and digest of the file',
    choice: '`Content-Disposition`, `Content-Length`, `ETag`, `Repr-Digest`, and `Content-Digest` for the whole file',
    because: 'a download can then be checked and resumed',
    check: async (trial) => {
      const { task_id, file_name } = await trial.exported()
      const { headers, bytes } = await trial.get(`${TASKS}/${task_id}/download`)
      const sha256 = createHash('sha256').update(bytes).digest()
      expect(headers).toMatchObject({
        'content-length': String(bytes.byteLength),
        'content-disposition': `attachment; filename="${file_name}"; filename*=UTF-8''${file_name}`,
        'content-digest': `sha-256=:${sha256.toString('base64')}:`,
        'repr-digest': `sha-256=:${sha256.toString('base64')}:`,
        etag: `"${sha256.toString('hex')}"`,
      })
    },
  },
  {
    silence: 'Ranges',
    choice: 'one byte range is 206, one outside the file 416',
    because: 'large files should not be sent twice',
    check: async (trial) => {
      const { task_id } = await trial.exported('format=csv&columns=user_name')
      const path = `${TASKS}/${task_id}/download`
      const part = await trial.get(path, '', { headers: { Range: 'bytes=3-6' } })
      expect([part.status, part.bytes.toString(), part.headers['accept-ranges']]).toEqual([206, 'Conn', 'bytes'])
      expect((await trial.get(path, '', { headers: { Range: 'bytes=1000-' } })).status).toBe(416)
    },
  },
  {
    silence: 'When `is_download` turns true',
    choice: 'when an answer that ends with the last byte of the file has left whole, a resumed one included',
    because: 'half a file is no file',
    check: async (trial) => {
      const { task_id } = await trial.exported('format=csv')
      const path = `${TASKS}/${task_id}/download`
      await trial.get(path, '', { headers: { Range: 'bytes=0-3' } })
      expect(await trial.task(String(task_id))).toMatchObject({ is_download: false })
      await trial.get(path, '', { headers: { Range: 'bytes=4-' } })
      await trial.until(async () => expect(await trial.task(String(task_id))).toMatchObject({ is_download: true }))
    },
  },
  {
    silence: 'A transfer that cannot be finished',
    choice: 'it ends as a broken connection, never as a short answer',
    because: 'a file that is cut off would be taken for whole',
    check: async (trial) => {
      const { task_id } = await trial.exported('format=csv')
      await trial.fault({ kind: 'cut-download', bytes: 4 })
      await expect(trial.get(`${TASKS}/${task_id}/download`)).rejects.toThrow()
      expect(await trial.task(String(task_id))).toMatchObject({ is_download: false })
    },
  },
  {
    silence: 'A file that is not the one the task stands for',
    choice: 'it is never sent: 500',
    because: 'a wrong file is worse than none',
    test: { file: TESTS, title: 'never send a file that is not the one they stand for' },
  },
  {
    silence: 'The action: none on the English page, `workspace:tenants:exportData` on the Chinese one',
    choice: 'the action is demanded',
    because: 'the Chinese page is newer',
    check: async (trial) => {
      const { task_id } = await trial.exported('format=csv')
      const reader = await trial.user('workspace_read_only_access')
      const manager = await trial.user('workspace_security_manager')
      const path = `${TASKS}/${task_id}/download`
      expect((await trial.get(path, '', { as: reader.key })).status).toBe(403)
      expect((await trial.get(path, '', { as: manager.key })).status).toBe(200)
    },
  },
]
