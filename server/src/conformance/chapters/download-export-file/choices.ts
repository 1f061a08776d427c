import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { fails } from '../../checks.js'
import { oneOfEachStatus, TASKS } from '../list-export-tasks/tasks.js'

const TESTS = 'http/src/routes/export-task/export-tasks.test.ts'

export const choices: readonly Choice[] = [
  {
    silence: 'The answer while CREATING, and for FAIL',
    choice: '409 `WKS.00211103`',
    because: 'the request is right, the task is not ready for it',
    check: async (trial) => {
      const { holder, ids } = await oneOfEachStatus(trial)
      for (const id of [ids.CREATING, ids.FAIL]) {
        await fails('GET', `${TASKS}/${id}/download`, [409, 'WKS.00211103'])(holder)
      }
    },
  },
  {
    silence: 'The answer for EXPIRED',
    choice: '410 `WKS.00211902`',
    because: 'there was a file, and there never will be again',
    check: async (trial) => {
      const { holder, ids } = await oneOfEachStatus(trial)
      await fails('GET', `${TASKS}/${ids.EXPIRED}/download`, [410, 'WKS.00211902'])(holder)
    },
  },
  {
    silence: 'The answer for an unknown task, or one of another project',
    choice: '404 `WKS.00211902`',
    because: 'nobody should learn which ids others have',
    check: async (trial) => {
      const { ids } = await oneOfEachStatus(trial)
      for (const id of [ids.SUCCESS, 'f'.repeat(32)]) {
        await fails('GET', `${TASKS}/${id}/download`, [404, 'WKS.00211902'])(trial)
      }
    },
  },
  {
    silence: 'Name, length and digest of the file',
    choice: '`Content-Disposition`, `Content-Length`, `ETag`, `Repr-Digest`, and `Content-Digest` for the whole file',
    because: 'a download can then be checked and resumed',
    check: async (trial) => {
      const { holder, ids } = await oneOfEachStatus(trial)
      const { file_name } = await holder.task(ids.SUCCESS)
      const { headers, bytes } = await holder.get(`${TASKS}/${ids.SUCCESS}/download`)
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
      const { holder, ids } = await oneOfEachStatus(trial)
      const path = `${TASKS}/${ids.SUCCESS}/download`
      const part = await holder.get(path, '', { headers: { Range: 'bytes=3-6' } })
      expect([part.status, part.bytes.toString(), part.headers['accept-ranges']]).toEqual([206, 'Conn', 'bytes'])
      expect((await holder.get(path, '', { headers: { Range: 'bytes=1000-' } })).status).toBe(416)
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
    silence: 'Deleting a task while its file is transferred',
    choice: 'the transfer goes on to its end',
    because: 'a file that is cut off would be taken for whole',
    test: {
      file: 'engines/conformance/src/export-file-store.ts',
      title: 'is read to its end although it is removed meanwhile',
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
      const { holder, ids } = await oneOfEachStatus(trial)
      const reader = await holder.user('workspace_read_only_access')
      const manager = await holder.user('workspace_security_manager')
      const path = `${TASKS}/${ids.SUCCESS}/download`
      expect((await holder.get(path, '', { as: reader.key })).status).toBe(403)
      expect((await holder.get(path, '', { as: manager.key })).status).toBe(200)
    },
  },
]
