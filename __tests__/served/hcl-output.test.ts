import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DataArchiveFile } from "@cdktf/provider-archive/lib/data-archive-file";
import { ArchiveProvider } from "@cdktf/provider-archive/lib/provider";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  EnvironmentStack,
  HttpApi,
  HttpLambdaIntegration,
  lambda,
  MockIntegration,
  RestApi,
} from "../../constructs";
import { serve } from "../../local/testing";

const outdir = mkdtempSync(path.join(tmpdir(), "hcl-output-"));
beforeAll(() => {
  process.env.SYNTH_HCL_OUTPUT = "true"; // as the CLI does for --hcl
});
afterAll(() => {
  delete process.env.SYNTH_HCL_OUTPUT;
  rmSync(outdir, { recursive: true });
});

/** A stack as `cdktf synth --hcl` writes it. */
function hclStack(id: string, define: (stack: TerraformStack) => void): string {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  new ArchiveProvider(stack, "Archive");
  define(stack);
  app.synth();
  return path.join(outdir, "stacks", id);
}

test("what cdktf synth --hcl writes is served", async () => {
  const folder = hclStack("hello", (stack) => {
    const archive = new DataArchiveFile(stack, "Code", {
      type: "zip",
      outputPath: "code.zip",
      source: [{ filename: "index.js", content: "exports.handler = async () => 'from HCL';" }],
    });
    const fn = new LambdaFunction(stack, "Fn", {
      functionName: "hello",
      role: "arn:aws:iam::123456789012:role/hello",
      runtime: "nodejs22.x",
      handler: "index.handler",
      filename: archive.outputPath,
    });
    const api = new Apigatewayv2Api(stack, "Api", {
      name: "hello",
      protocolType: "HTTP",
      target: fn.arn,
    });
    new LambdaPermission(stack, "Permission", {
      action: "lambda:InvokeFunction",
      functionName: fn.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${api.executionArn}/*`,
    });
  });

  await using api = await serve(folder);

  expect(await (await api.fetch("GET /")).text()).toBe("from HCL");
});

test("stacks of constructs are served from it, with their policies, templates and construct names", async () => {
  const app = new App({ outdir });
  const stack = new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" });
  const fn = new lambda.Function(stack, "Fn", {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline("exports.handler = async () => 'of a function';"),
  });
  const integration = new HttpLambdaIntegration(fn, { credentials: "role" });
  new HttpApi(stack, "Http").addRoute("GET /", integration);
  const template = '#set($text = "a \\ b")\n{"$context.stage": "$text"}';
  const rest = new RestApi(stack, "Rest", { stageName: "v1" });
  rest.root.addMethod(
    "GET",
    new MockIntegration({
      integrationResponses: [
        { statusCode: "200", responseTemplates: { "application/json": template } },
      ],
    }),
  );
  app.synth();

  await using api = await serve(path.join(outdir, "stacks/dev"));

  expect(await (await api.fetch("GET /", { api: "Http" })).text()).toBe("of a function");
  expect(await (await api.fetch("GET /", { api: "Rest" })).text()).toBe('{"v1": "a \\ b"}');
});

test("text with quotes and references is an error that names CDKTF's fault and the way out", async () => {
  const folder = hclStack("quotes", (stack) => {
    const api = new Apigatewayv2Api(stack, "Api", { name: "a", protocolType: "HTTP" });
    new TerraformOutput(stack, "id", { value: `the "API" ${api.id}` });
  });

  await expect(serve(folder)).rejects.toThrow(
    /quotes\/cdk\.tf:\d+: [^\n]*\n.*CDKTF writes text with quotes and references as invalid HCL.* cdktf synth without --hcl/,
  );
});
