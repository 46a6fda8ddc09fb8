import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { TerraformStack } from "cdktf";
import type { GuardedApi } from "./fixtures/guarded-api";
import { guardedApi, policyOfDataSource, policyText } from "./fixtures/guarded-api";
import type { AwsApi } from "./support/aws-api";
import type { ApiCall } from "./support/aws-behaviours/behaviour";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";

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

const plain = documentOf({ type: "object" });
const lossy = documentOf({ type: "object", patternProperties: { "^a": { type: "string" } } });
const undeclared = documentOf(
  { type: "object" },
  { "integration.request.header.A": "method.request.header.B" },
);

/** All imports in one stack: Terraform goes on with the others when one fails. */
function imports(stack: TerraformStack): void {
  const importDocument = (name: string, document: object, failOnWarnings: boolean) =>
    new ApiGatewayRestApi(stack, name, { name, body: JSON.stringify(document), failOnWarnings });
  importDocument("plain_strict", plain, true);
  importDocument("lossy_strict", lossy, true);
  importDocument("lossy", lossy, false);
  importDocument("undeclared", undeclared, false);
  new ApiGatewayModel(stack, "model", {
    restApiId: new ApiGatewayRestApi(stack, "separate", { name: "separate" }).id,
    name: "M",
    contentType: "application/json",
    schema: JSON.stringify({ type: "object", $id: "M" }),
  });
}

const BEFORE = { principal: "*", url: "https://example.com/" };

const APIS: readonly Omit<GuardedApi, keyof typeof BEFORE>[] = [
  { endpointType: "REGIONAL", writePolicy: policyText },
  {
    endpointType: "PRIVATE",
    vpcEndpointIds: ["vpce-0a", "vpce-0b"],
    writePolicy: policyOfDataSource,
  },
];

describeWithTerraform("imported REST APIs", (cloud) => {
  describe("from documents, as on AWS", () => {
    let status: number | null;
    let errors: Readonly<Record<string, string>>;
    let planned: readonly string[];
    beforeAll(async () => {
      const { env, newFolder } = cloud();
      const terraform = synthStack(newFolder("import"), env, imports);
      await terraform.ok("init", "-input=false");
      const applied = await terraform.run("apply", "-auto-approve", "-input=false", "-json");
      status = applied.status;
      errors = errorsOf(applied.stdout);
      planned = (await terraform.plan()).map(({ address }) => address);
    });

    test("a document that causes a warning fails with fail_on_warnings, with AWS's message", () => {
      expect(status).toBe(1);
      expect(errors["aws_api_gateway_rest_api.lossy_strict"]).toContain(
        "BadRequestException: Warnings found during import: Parse issue: attribute components.schemas.M.patternProperties is unexpected",
      );
    });

    test("a mapping from an undeclared parameter fails without fail_on_warnings", () => {
      expect(errors["aws_api_gateway_rest_api.undeclared"]).toContain(
        "BadRequestException: Errors found during import: Unable to put integration on 'GET' for resource at path '/a'",
      );
    });

    test("a separate model with a keyword that draft 4 lacks fails", () => {
      expect(errors["aws_api_gateway_model.model"]).toContain('Unsupported keyword(s): ["$id"]');
    });

    test.each([
      ["without a warning, with fail_on_warnings,", "aws_api_gateway_rest_api.plain_strict"],
      ["with a warning, without fail_on_warnings,", "aws_api_gateway_rest_api.lossy"],
    ])("a document %s is applied and then has no change", (_, address) => {
      expect(Object.keys(errors)).not.toContain(address);
      expect(planned).not.toContain(address);
    });

    test("no other import fails, and a plan finds every failed one", () => {
      const failed = [
        "aws_api_gateway_model.model",
        "aws_api_gateway_rest_api.lossy_strict",
        "aws_api_gateway_rest_api.undeclared",
      ];

      expect(Object.keys(errors).sort()).toEqual(failed);
      expect(planned).toEqual(failed);
    });
  });

  describe("regional and private ones with resource policies", () => {
    let folder: string;
    let terraform: Terraform;
    const synth = (change: Partial<GuardedApi>) =>
      synthStack(folder, cloud().env, (stack) => {
        for (const api of APIS) {
          guardedApi(stack, { ...BEFORE, ...api, ...change });
        }
      });

    beforeAll(async () => {
      await cloud().aws.reset();
      folder = cloud().newFolder("guarded-apis");
      terraform = synth({});
      await terraform.ok("init", "-input=false");
    });

    test("are deployed by the first apply, and have no changes afterwards", async () => {
      await terraform.apply();

      expect(await terraform.plan()).toEqual([]);
    });

    test.each<[string, Partial<GuardedApi>]>([
      ["document", { url: "https://example.com/changed" }],
      ["policy", { principal: "111122223333" }],
      ["document and policy", {}],
    ])("are deployed with a changed %s, and have no changes afterwards", async (_, change) => {
      synth(change);

      const deployed = await principalsDeployed(cloud().aws, () => terraform.apply());

      const principal = { AWS: change.principal ?? BEFORE.principal };
      expect(deployed).toEqual({ REGIONAL: [principal], PRIVATE: [principal] });
      expect(await terraform.plan()).toEqual([]);
    });

    test("keep the VPC endpoints, from which each import of a document detaches the private one", async () => {
      const response = await cloud().aws.send("apigateway", "GET", "/restapis");
      const { item: apis } = (await response.json()) as {
        item: readonly { readonly id: string }[];
      };

      const guarded = await Promise.all(
        apis.map(({ id }) => restApi(cloud().aws, `/restapis/${id}`)),
      );

      const endpoints = guarded.map(({ endpointConfiguration: { types, vpcEndpointIds } }) => [
        types[0],
        [...vpcEndpointIds].sort(),
      ]);
      expect(Object.fromEntries(endpoints)).toEqual({
        REGIONAL: [],
        PRIVATE: ["vpce-0a", "vpce-0b"],
      });
    });
  });
});

/** A line of `terraform apply -json`. */
interface Message {
  readonly diagnostic?: {
    readonly severity: string;
    readonly address?: string;
    readonly summary: string;
    readonly detail: string;
  };
}

/** The errors of an apply, each on one line, by the addresses of their resources. */
function errorsOf(lines: string): Record<string, string> {
  const messages = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Message);
  const errors = messages
    .flatMap(({ diagnostic }) => diagnostic ?? [])
    .filter(({ severity }) => severity === "error");
  return Object.fromEntries(
    errors.map(({ address = "", summary, detail }) => [
      address,
      `${summary} ${detail}`.replaceAll(/\s+/g, " "),
    ]),
  );
}

/** The principal of an API's policy at the time of each of its deployments, by endpoint type. */
async function principalsDeployed(aws: AwsApi, apply: () => Promise<unknown>) {
  const principals: Record<string, unknown[]> = {};
  const note = async ({ method, path }: ApiCall) => {
    const [, api] = /^(\/restapis\/\w+)\/deployments$/.exec(path) ?? [];
    if (method === "POST" && api !== undefined) {
      const { endpointConfiguration, policy } = await restApi(aws, api);
      (principals[String(endpointConfiguration.types)] ??= []).push(principalOf(policy));
    }
    return undefined;
  };
  await aws.intercepting(note, apply);
  return principals;
}

async function restApi(aws: AwsApi, path: string): Promise<Guarded> {
  return (await (await aws.send("apigateway", "GET", path)).json()) as Guarded;
}

function principalOf(policy: string): unknown {
  const unescaped = JSON.parse(`"${policy}"`) as string;
  return (JSON.parse(unescaped) as Policy).Statement[0]?.Principal;
}

interface Guarded {
  readonly endpointConfiguration: {
    readonly types: readonly string[];
    readonly vpcEndpointIds: readonly string[];
  };
  readonly policy: string;
}

interface Policy {
  readonly Statement: readonly { readonly Principal: unknown }[];
}
