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
  { endpointType: "PRIVATE", writePolicy: policyOfDataSource },
];

describeWithTerraform("a REST API with a resource policy", (cloud) => {
  describe.each(APIS)("whose endpoint is $endpointType", (api) => {
    let folder: string;
    let terraform: Terraform;
    const synth = (change: Partial<GuardedApi>) =>
      synthStack(folder, cloud().env, (stack) =>
        guardedApi(stack, { ...BEFORE, ...api, ...change }),
      );

    beforeAll(async () => {
      folder = cloud().newFolder("guarded-api");
      terraform = synth({});
      await terraform.ok("init", "-input=false");
    });

    test("is deployed by the first apply, and has nothing to change afterwards", async () => {
      await terraform.apply();

      expect(await terraform.plan()).toEqual([]);
    });

    test.each<[string, Partial<GuardedApi>]>([
      ["document", { url: "https://example.com/changed" }],
      ["policy", { principal: "111122223333" }],
      ["document and policy", {}],
    ])("is deployed with a changed %s, and has nothing to change afterwards", async (_, change) => {
      synth(change);

      const deployed = await principalsDeployed(cloud().aws, () => terraform.apply());

      expect(deployed).toEqual([{ AWS: change.principal ?? BEFORE.principal }]);
      expect(await terraform.plan()).toEqual([]);
    });
  });
});

/** Whom the API's policy names when each of the deployments takes its snapshot. */
async function principalsDeployed(aws: AwsApi, apply: () => Promise<unknown>): Promise<unknown[]> {
  const principals: unknown[] = [];
  const note = async ({ method, path }: ApiCall) => {
    const [, api] = /^(\/restapis\/\w+)\/deployments$/.exec(path) ?? [];
    if (method === "POST" && api !== undefined) {
      principals.push(await principalOf(aws, api));
    }
    return undefined;
  };
  await aws.intercepting(note, apply);
  return principals;
}

async function principalOf(aws: AwsApi, api: string): Promise<unknown> {
  const { policy } = (await (await aws.send("apigateway", "GET", api)).json()) as Guarded;
  const unescaped = JSON.parse(`"${policy}"`) as string;
  return (JSON.parse(unescaped) as Policy).Statement[0]?.Principal;
}

interface Guarded {
  readonly policy: string;
}

interface Policy {
  readonly Statement: readonly { readonly Principal: unknown }[];
}
