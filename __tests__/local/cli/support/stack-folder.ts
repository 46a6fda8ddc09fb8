import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeFileIn } from "../../../support/write-file";

/** A folder with a REST API whose `GET /` a Python function serves, as a CDKTF app leaves it. */
export class StackFolder {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "local-"));
  /** Where the code lies, relative to the folder. */
  code = "code";

  /** The stage's address. */
  readonly stage = "aws_api_gateway_stage.v1";

  write(body: string): void {
    this.writeHandler(body);
    this.file("cdk.tf.json", JSON.stringify(stack(this.code)));
  }

  /** The function without the API. */
  writeFunction(): void {
    this.writeHandler("");
    const { data, resource } = stack(this.code);
    const { aws_lambda_function } = resource;
    this.file("cdk.tf.json", JSON.stringify({ data, resource: { aws_lambda_function } }));
  }

  /** Gives the function variables for its environment. */
  setEnvironment(variables: Readonly<Record<string, string>>, variable: object = {}): void {
    const changed = stack(this.code, { environment: { variables } });
    this.file("cdk.tf.json", JSON.stringify({ ...changed, variable }));
  }

  /** Has the API pass requests on to a URL. */
  proxyTo(uri: string): void {
    const { resource, ...rest } = stack(this.code);
    const [[name, lambda] = ["", {}]] = Object.entries(resource.aws_api_gateway_integration);
    const proxy = { ...lambda, type: "HTTP_PROXY", integration_http_method: "GET", uri };
    const changed = { ...resource, aws_api_gateway_integration: { [name]: proxy } };
    this.file("cdk.tf.json", JSON.stringify({ ...rest, resource: changed }));
  }

  writeHandler(body: string): void {
    const literal = JSON.stringify(body);
    this.writeCode(
      `def handler(event, context):\n    return {"statusCode": 200, "body": ${literal}}\n`,
    );
  }

  writeCode(text: string): void {
    this.file(path.join(this.code, "index.py"), text);
  }

  file(name: string, text: string): string {
    return writeFileIn(this.folder, name, text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function stack(code: string, more: object = {}) {
  const api = "${aws_api_gateway_rest_api.api.id}";
  const root = "${aws_api_gateway_rest_api.api.root_resource_id}";
  return {
    data: { archive_file: { zip: { type: "zip", source_dir: code, output_path: "code.zip" } } },
    resource: {
      aws_lambda_function: {
        hello: {
          function_name: "hello",
          runtime: "python3.13",
          handler: "index.handler",
          role: "arn:aws:iam::123456789012:role/r",
          filename: "${data.archive_file.zip.output_path}",
          ...more,
        },
      },
      aws_lambda_permission: {
        hello: {
          action: "lambda:InvokeFunction",
          function_name: "${aws_lambda_function.hello.function_name}",
          principal: "apigateway.amazonaws.com",
          source_arn: "${aws_api_gateway_rest_api.api.execution_arn}/*/*",
        },
      },
      aws_api_gateway_rest_api: { api: { name: "api" } },
      aws_api_gateway_method: {
        get: { rest_api_id: api, resource_id: root, http_method: "GET", authorization: "NONE" },
      },
      aws_api_gateway_integration: {
        get: {
          rest_api_id: api,
          resource_id: root,
          http_method: "${aws_api_gateway_method.get.http_method}",
          type: "AWS_PROXY",
          integration_http_method: "POST",
          uri: "${aws_lambda_function.hello.invoke_arn}",
        },
      },
      aws_api_gateway_deployment: {
        d: { rest_api_id: api, depends_on: ["aws_api_gateway_integration.get"] },
      },
      aws_api_gateway_stage: {
        v1: {
          rest_api_id: api,
          stage_name: "v1",
          deployment_id: "${aws_api_gateway_deployment.d.id}",
        },
      },
    },
  };
}
