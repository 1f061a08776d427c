import { expect, it } from 'vitest'
import { newLedger, ROOT } from './ledger.fixture.js'

const { projectId } = ROOT

it('a server with faults fails, expires, holds and cuts on demand', async () => {
  await using ledger = await newLedger({ DESKLEDGER_FAULTS: 'true' })
  const { client } = ledger
  const lastTask = async (query: { user_name: string }) => {
    const { task_id } = await client.exportUserConnection({ format: 'csv', ...query })
    await client.waitForExport(task_id).catch(() => undefined)
    return (await client.listExportTasks({ task_id })).export_tasks[0]
  }

  await client.admin.addFault(projectId, { kind: 'fail-export', reason: 'as wished' })
  expect(await lastTask({ user_name: 'a' })).toMatchObject({ status: 'FAIL', fail_reason: 'as wished' })

  await client.admin.addFault(projectId, { kind: 'expire-export' })
  const { task_id } = await client.exportUserConnection({ format: 'csv', user_name: 'b' })
  await expect.poll(async () => (await client.listExportTasks({ task_id })).export_tasks[0]?.status).toBe('EXPIRED')

  await client.admin.addFault(projectId, { kind: 'cut-download', bytes: 10 })
  const whole = await lastTask({ user_name: 'c' })
  expect(whole?.status).toBe('SUCCESS')
  const broken = await client.downloadExportFile(whole?.task_id ?? '')
  await expect(new Response(broken.body).arrayBuffer()).rejects.toThrow()
  const again = await client.downloadExportFile(whole?.task_id ?? '')
  expect((await new Response(again.body).arrayBuffer()).byteLength).toBe(again.byteCount)

  await client.admin.addFault(projectId, { kind: 'hold-export', seconds: 3600 })
  const held = await client.exportUserConnection({ format: 'csv', user_name: 'd' })
  expect((await lastTask({ user_name: 'e' }))?.status).toBe('SUCCESS')
  expect((await client.listExportTasks({ task_id: held.task_id })).export_tasks[0]?.status).toBe('CREATING')
})
