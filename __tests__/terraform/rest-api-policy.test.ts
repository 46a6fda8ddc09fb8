import type { GuardedApi } from "./fixtures/guarded-api";
import { guardedApi, policyOfDataSource, policyText } from "./fixtures/guarded-api";
import type { AwsApi } from "./support/aws-api";
import type { ApiCall } from "./support/aws-behaviours/behaviour";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";

const BEFORE = { principal: "*", url: "https://example.com/" };

const APIS: readonly Omit<GuardedApi, keyof typeof BEFORE>[] = [
  { endpointType: "REGIONAL", writePolicy: policyText },
  {
    endpointType: "PRIVATE",
    vpcEndpointIds: ["vpce-0a", "vpce-0b"],
    writePolicy: policyOfDataSource,
  },
];

describeWithTerraform("a regional and a private REST API with resource policies", (cloud) => {
  let folder: string;
  let terraform: Terraform;
  const synth = (change: Partial<GuardedApi>) =>
    synthStack(folder, cloud().env, (stack) => {
      for (const api of APIS) {
        guardedApi(stack, { ...BEFORE, ...api, ...change });
      }
    });

  beforeAll(async () => {
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
    const { item: apis } = (await response.json()) as { item: readonly { readonly id: string }[] };

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
