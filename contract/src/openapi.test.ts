import { describe, expect, it } from 'vitest'
import { buildOpenApi } from './openapi.js'
import { OPERATIONS } from './operations.js'

describe('the OpenAPI document', () => {
  it('is what contract/openapi.json says', async () => {
    await expect(`${JSON.stringify(buildOpenApi('0.1.0'), null, 2)}\n`).toMatchFileSnapshot('../openapi.json')
  })

  it('marks every operation that the published APIs do not have', () => {
    const document = buildOpenApi('0.1.0') as { paths: Record<string, Record<string, Record<string, unknown>>> }
    const unmarked = Object.values(document.paths)
      .flatMap((path) => Object.values(path))
      .filter((operation) => operation['x-deskledger-extension'] !== true)
      .map((operation) => operation['operationId'])
    expect(unmarked).toEqual([
      'ExportUserConnectionNew',
      'ListLoginRecordsNew',
      'ExportUserLoginInfoNew',
      'ListHistoryOnlineInfoNew',
      'ListInstancesStatus',
      'ListExportTasks',
      'DownloadExportFile',
      'DeleteExportTasks',
      'KeystoneCreateUserTokenByPassword',
      'KeystoneValidateToken',
      'KeystoneListProjects',
      'KeystoneListRegions',
      'KeystoneListAuthDomains',
      'CreateTemporaryAccessKeyByToken',
    ])
  })

  it('tells the action that each operation needs', () => {
    for (const { access } of Object.values(OPERATIONS)) {
      if ('action' in access) expect(access.action).toMatch(/^(workspace|deskledger):[a-zA-Z]+:[a-zA-Z]+$/)
    }
  })

  it.each(Object.entries(OPERATIONS))('%s names each path parameter that its path holds', (_id, operation) => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    expect(Object.keys(operation.pathParameters.properties)).toEqual(inPath)
  })
})
