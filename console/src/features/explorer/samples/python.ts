import { type SampleFacts, snakeCase } from './sample.js'

/** A program with the vendor's Python SDK. Strings and numbers of JSON are those of Python as well. */
export function pythonSample({ operation, request, endpoint, region }: SampleFacts): string {
  const name = operation.id
  const values = Object.entries({ ...request.path, ...request.query }).map(
    ([key, value]) => `${key}=${JSON.stringify(value)}`,
  )
  const isFile = operation.answer.mediaType === 'application/octet-stream'
  return `# pip install huaweicloudsdkcore huaweicloudsdkworkspace
import os

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkworkspace.v2 import ${name}Request, WorkspaceClient

endpoint = ${JSON.stringify(endpoint)}
credentials = BasicCredentials(
    os.environ["HUAWEICLOUD_SDK_AK"],
    os.environ["HUAWEICLOUD_SDK_SK"],
    ${JSON.stringify(request.projectId)},
).with_iam_endpoint(endpoint)
client = (
    WorkspaceClient.new_builder()
    .with_credentials(credentials)
    .with_region(Region(${JSON.stringify(region)}, endpoint))
    .build()
)

request = ${name}Request(${values.join(', ')})
answer = client.${snakeCase(name)}(request)
${isFile ? 'with open("export", "wb") as file:\n    file.write(answer.raw_content)' : 'print(answer)'}
`
}
