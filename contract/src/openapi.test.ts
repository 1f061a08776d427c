import { describe, expect, it } from 'vitest'
import { buildOpenApi } from './openapi.js'
import { OPERATIONS } from './operations.js'

describe('the OpenAPI document', () => {
  it('is what contract/openapi.json says', async () => {
    await expect(`${JSON.stringify(buildOpenApi('0.1.0'), null, 2)}\n`).toMatchFileSnapshot('../openapi.json')
  })

  it('marks every operation the Workspace API does not have', () => {
    const document = buildOpenApi('0.1.0') as { paths: Record<string, Record<string, Record<string, unknown>>> }
    const marked = Object.values(document.paths)
      .flatMap((path) => Object.values(path))
      .filter((operation) => operation['x-deskledger-extension'] === true)
      .map((operation) => operation['operationId'])
    expect(marked).toEqual(['IngestConnectionRecords', 'ShowExportTask', 'ShowExportManifest'])
  })

  it.each(Object.entries(OPERATIONS))('%s names each path parameter that its path holds', (_id, operation) => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    expect(Object.keys(operation.pathParameters.properties)).toEqual(inPath)
  })
})
