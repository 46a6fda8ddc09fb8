import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { TerraformStack } from "cdktf";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";

const http = {
  type: "http",
  httpMethod: "GET",
  uri: "https://example.com/",
  responses: { default: { statusCode: "200" } },
};

function documentOf(schema: object, requestParameters: object = {}) {
  const get = {
    responses: { "200": { description: "" } },
    "x-amazon-apigateway-integration": { ...http, requestParameters },
  };
  const info = { title: "imported", version: 1 };
  return {
    openapi: "3.0.1",
    info,
    paths: { "/a": { get } },
    components: { schemas: { M: schema } },
  };
}

describeWithTerraform("an OpenAPI document is imported as on AWS", (cloud) => {
  /** A new stack, ready to be applied. */
  async function stackOf(build: (stack: TerraformStack) => void) {
    const { env, newFolder } = cloud();
    const terraform = synthStack(newFolder("import"), env, build);
    await terraform.ok("init", "-input=false");
    return terraform;
  }

  const apiOf = (document: object, failOnWarnings: boolean) => (stack: TerraformStack) => {
    new ApiGatewayRestApi(stack, "api", {
      name: "imported",
      body: JSON.stringify(document),
      failOnWarnings,
    });
  };

  const lossy = documentOf({ type: "object", patternProperties: { "^a": { type: "string" } } });

  test("one that AWS warns about fails with fail_on_warnings, in AWS's words", async () => {
    const terraform = await stackOf(apiOf(lossy, true));

    const { status, output } = await terraform.run("apply", "-auto-approve", "-input=false");

    expect(status).toBe(1);
    expect(unwrapped(output)).toContain(
      "BadRequestException: Warnings found during import: Parse issue: attribute components.schemas.M.patternProperties is unexpected",
    );
  });

  test("one that AWS takes whole is applied with fail_on_warnings, and then has no change", async () => {
    const terraform = await stackOf(apiOf(documentOf({ type: "object" }), true));

    await terraform.apply();

    await expect(terraform.plan()).resolves.toEqual([]);
  });

  test("one that AWS warns about is applied without fail_on_warnings, and then has no change", async () => {
    const terraform = await stackOf(apiOf(lossy, false));

    await terraform.apply();

    await expect(terraform.plan()).resolves.toEqual([]);
  });

  test("a mapping from an undeclared parameter fails in any case", async () => {
    const mapping = { "integration.request.header.A": "method.request.header.B" };
    const terraform = await stackOf(apiOf(documentOf({ type: "object" }, mapping), false));

    const { status, output } = await terraform.run("apply", "-auto-approve", "-input=false");

    expect(status).toBe(1);
    expect(unwrapped(output)).toContain(
      "BadRequestException: Errors found during import: Unable to put integration on 'GET' for resource at path '/a'",
    );
  });

  test("a model of its own with a keyword that draft 4 lacks fails", async () => {
    const terraform = await stackOf((stack) => {
      const { id } = new ApiGatewayRestApi(stack, "api", { name: "separate" });
      new ApiGatewayModel(stack, "model", {
        restApiId: id,
        name: "M",
        contentType: "application/json",
        schema: JSON.stringify({ type: "object", $id: "M" }),
      });
    });

    const { status, output } = await terraform.run("apply", "-auto-approve", "-input=false");

    expect(status).toBe(1);
    expect(unwrapped(output)).toContain('Unsupported keyword(s): ["$id"]');
  });
});

/** Terraform breaks lines, and draws a border before each. */
function unwrapped(output: string): string {
  return output.replaceAll(/[\s│]+/g, " ");
}
