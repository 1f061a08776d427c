import { pascalCase, type SampleFacts } from './sample.js'

/** A program with the vendor's Go SDK. */
export function goSample({ operation, request, endpoint }: SampleFacts): string {
  const values = Object.entries({ ...request.path, ...request.query })
  const declared = values.filter(([name]) => request.path[name] === undefined)
  const members = values.map(([name, value]) =>
    request.path[name] === undefined
      ? `${pascalCase(name)}: &${local(name)}`
      : `${pascalCase(name)}: ${JSON.stringify(String(value))}`,
  )
  return `// go get github.com/huaweicloud/huaweicloud-sdk-go-v3
package main

import (
	"fmt"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	workspace "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/workspace/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/workspace/v2/model"
)

func main() {
	credentials := basic.NewCredentialsBuilder().
		WithAk(os.Getenv("HUAWEICLOUD_SDK_AK")).
		WithSk(os.Getenv("HUAWEICLOUD_SDK_SK")).
		WithProjectId(${JSON.stringify(request.projectId)}).
		Build()
	client := workspace.NewWorkspaceClient(
		workspace.WorkspaceClientBuilder().
			WithEndpoint(${JSON.stringify(endpoint)}).
			WithCredential(credentials).
			Build())
${declared.map(([name, value]) => `\t${local(name)} := ${literal(value)}\n`).join('')}
	answer, err := client.${operation.id}(&model.${operation.id}Request{${members.join(', ')}})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(answer)
}
`
}

function local(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function literal(value: string | number): string {
  return typeof value === 'number' ? `int32(${value})` : JSON.stringify(value)
}
