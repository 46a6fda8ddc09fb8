import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, AssetType, TerraformAsset, TerraformStack } from "cdktf";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { serve } from "../../local/testing";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "assets-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("a stack of CDKTF's own classes is served with the zip of an asset", async () => {
  const code = path.join(folder, "code");
  mkdirSync(code);
  writeFileSync(path.join(code, "index.js"), "exports.handler = async () => ['from an asset'];");
  const app = new App({ outdir: path.join(folder, "out") });
  const stack = new TerraformStack(app, "assets");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const asset = new TerraformAsset(stack, "code", {
    path: code,
    type: AssetType.ARCHIVE,
  });
  const fn = new LambdaFunction(stack, "fn", {
    functionName: "assets",
    filename: asset.path,
    sourceCodeHash: asset.assetHash,
    role: "arn:aws:iam::123456789012:role/assets",
    runtime: "nodejs20.x",
    handler: "index.handler",
  });
  const api = new Apigatewayv2Api(stack, "api", {
    name: "assets",
    protocolType: "HTTP",
    target: fn.arn,
  });
  new LambdaPermission(stack, "permission", {
    action: "lambda:InvokeFunction",
    functionName: fn.functionName,
    principal: "apigateway.amazonaws.com",
    sourceArn: `${api.executionArn}/*`,
  });
  app.synth();

  const served = await serve(path.join(folder, "out/stacks/assets"));

  expect(await (await served.fetch("GET /")).json()).toEqual(["from an asset"]);
});
