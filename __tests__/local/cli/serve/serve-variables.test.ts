import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileIn } from "../../../support/write-file";
import { serving } from "../support/serving";

jest.setTimeout(30_000);

const folder = mkdtempSync(path.join(tmpdir(), "serve-variables-"));
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** An API whose response is made of two variables. */
const CONFIGURATION = `
variable "greeting" {}
variable "name" {}

resource "aws_api_gateway_rest_api" "api" {
  name = "api"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "api", version = "1" }
    paths = { "/" = { get = {
      responses = { "200" = { description = "ok" } }
      x-amazon-apigateway-integration = {
        type             = "MOCK"
        requestTemplates = { "application/json" = jsonencode({ statusCode = 200 }) }
        responses = { default = {
          statusCode        = "200"
          responseTemplates = { "application/json" = "\${var.greeting}, \${var.name}" }
        } }
      }
    } } }
  })
}
resource "aws_api_gateway_deployment" "d" {
  rest_api_id = aws_api_gateway_rest_api.api.id
}
resource "aws_api_gateway_stage" "v1" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.d.id
  stage_name    = "v1"
}
`;

test("a folder of HCL is served with the variables of the command line; a saved file is in effect at the next request", async () => {
  writeFileIn(folder, "stack/main.tf", CONFIGURATION);
  const values = writeFileIn(folder, "values", 'greeting = "Hello"');
  const args = [path.join(folder, "stack"), "--var", "name=Ana", "--var-file", values, "--watch"];
  const endpoints = path.join(folder, "endpoints.json");
  const started = await serving("local/cli/main.ts serve", args, { endpoints });
  ({ child } = started);
  const url = started.urls["aws_api_gateway_stage.v1"] ?? "";
  const text = async () => (await fetch(url)).text();

  const before = await text();
  writeFileIn(folder, "values", 'greeting = "Hi"');
  const after = await text();

  expect([before, after]).toEqual(["Hello, Ana", "Hi, Ana"]);
});
