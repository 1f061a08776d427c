import type { SampleFacts } from './sample.js'

/**
 * A program with the vendor's Node core. Its generated Workspace package is not on the npm registry, so the core gets the
 * request that such a package would make (docs/howto/use-official-sdks.md).
 */
export function nodeSample({ operation, request, endpoint }: SampleFacts): string {
  const isFile = operation.answer.mediaType === 'application/octet-stream'
  const parts = {
    method: operation.method,
    url: operation.path,
    pathParams: request.path,
    queryParams: request.query,
    ...(request.body !== undefined && { data: JSON.parse(request.body) as unknown }),
  }
  return `// npm install @huaweicloud/huaweicloud-sdk-core uuid
import { writeFile } from 'node:fs/promises'
import sdk from '@huaweicloud/huaweicloud-sdk-core'
import builder from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js'

const client = new builder.ClientBuilder((core) => core)
  .withEndpoint(${JSON.stringify(endpoint)})
  .withCredential(
    new sdk.BasicCredentials()
      .withAk(process.env.HUAWEICLOUD_SDK_AK)
      .withSk(process.env.HUAWEICLOUD_SDK_SK)
      .withProjectId(${JSON.stringify(request.projectId)}),
  )
  .withOptions({ axiosRequestConfig: ${isFile ? "{ responseType: 'arraybuffer' }" : '{}'} })
  .build()

const answer = await client.sendRequest({
  contentType: 'application/json',
  headers: {},
  ...${JSON.stringify(parts, undefined, 2)},
})
${isFile ? "await writeFile('export', new Uint8Array(answer.body))" : 'console.log(JSON.stringify(answer, undefined, 2))'}
`.replace(isFile ? /$^/ : "import { writeFile } from 'node:fs/promises'\n", '')
}
