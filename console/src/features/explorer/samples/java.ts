import { camelCase, pascalCase, type SampleFacts } from './sample.js'

/** A program with the vendor's Java SDK. */
export function javaSample({ operation, request, endpoint }: SampleFacts): string {
  const name = operation.id
  const setters = Object.entries({ ...request.path, ...request.query }).map(
    ([key, value]) => `\n                .with${pascalCase(key)}(${JSON.stringify(value)})`,
  )
  return `// Maven: com.huaweicloud.sdk:huaweicloud-sdk-workspace
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.ICredential;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.workspace.v2.WorkspaceClient;
import com.huaweicloud.sdk.workspace.v2.model.*;

public class Sample {
    public static void main(String[] args) {
        ICredential credentials = new BasicCredentials()
                .withAk(System.getenv("HUAWEICLOUD_SDK_AK"))
                .withSk(System.getenv("HUAWEICLOUD_SDK_SK"))
                .withProjectId(${JSON.stringify(request.projectId)});
        WorkspaceClient client = WorkspaceClient.newBuilder()
                .withCredential(credentials)
                .withEndpoint(${JSON.stringify(endpoint)})
                .build();
        ${name}Request request = new ${name}Request()${setters.join('')};
        try {
            System.out.println(client.${camelCase(name)}(request));
        } catch (ServiceResponseException failure) {
            System.err.println(failure.getHttpStatusCode() + " " + failure.getErrorCode() + " " + failure.getErrorMsg());
            System.exit(1);
        }
    }
}
`
}
