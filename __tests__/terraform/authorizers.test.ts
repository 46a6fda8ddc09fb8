import path from "node:path";
import { authorizedApis } from "./fixtures/authorized-apis";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";
import { terraformIn } from "./support/terraform";

interface Authorizer {
  readonly authorizerId: string;
  readonly authorizerType: string;
  readonly jwtConfiguration?: { readonly audience?: readonly string[]; readonly issuer?: string };
}

describeWithTerraform("APIs with authorizers, limits and domain names", (cloud) => {
  let folder: string;
  let terraform: Terraform;
  const synth = (audience: string) =>
    synthStack(folder, cloud().env, (stack) => authorizedApis(stack, audience));

  beforeAll(async () => {
    folder = cloud().newFolder("authorized-apis");
    synth("notes");
    const stack = path.join(folder, "stacks/stack");
    terraform = terraformIn(stack, await cloud().envIn(stack));
    await terraform.ok("init", "-input=false");
    await terraform.apply();
  });

  test("have no changes after the first deployment", async () => {
    expect(await terraform.plan()).toEqual([]);
  });

  test("guard each route of an HTTP API by its own authorizer", async () => {
    const { authorizers, routes } = await httpApi();

    const guards = routes.map(({ routeKey, authorizationType, authorizerId }) => {
      const type = authorizers.find((one) => one.authorizerId === authorizerId)?.authorizerType;
      return [routeKey, authorizationType, type];
    });
    expect(guards.toSorted()).toEqual([
      ["GET /health", "NONE", undefined],
      ["GET /notes", "JWT", "JWT"],
      ["GET /partners", "CUSTOM", "REQUEST"],
      ["GET /users", "JWT", "JWT"],
    ]);
    expect(authorizers.map(({ jwtConfiguration }) => jwtConfiguration?.issuer)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^https:\/\/cognito-idp\.us-east-1\.amazonaws/),
      ]),
    );
  });

  test("may invoke their function as authorizers only", async () => {
    const { apiId, authorizers } = await httpApi();
    const lambdaAuthorizer = authorizers.find((one) => one.authorizerType === "REQUEST");

    const sources = (await sourceArns()).filter((arn) => arn.includes("/authorizers/"));
    const ofRestApi = sources.filter((arn) => arn.endsWith("/authorizers/*"));
    const ofHttpApi = sources.filter((arn) => !ofRestApi.includes(arn));

    expect(ofRestApi).toEqual([
      expect.stringMatching(/^arn:aws:execute-api:us-east-1:\d+:\w+\/authorizers\/\*$/),
    ]);
    expect(ofHttpApi).toEqual([
      expect.stringMatching(`:${apiId}/authorizers/${lambdaAuthorizer?.authorizerId}$`),
    ]);
  });

  // The AWS API server ignores the security schemes of a document, so this looks at what it was sent.
  test("reach a REST API as security schemes of its document", () => {
    const imports = cloud().aws.calls().filter(isImport);

    const { components } = JSON.parse(imports[0]?.body.toString() ?? "") as {
      components: { securitySchemes: Record<string, Record<string, { type: string }>> };
    };
    const schemes = Object.values(components.securitySchemes);
    expect(schemes.map((scheme) => scheme["x-amazon-apigateway-authorizer"])).toEqual([
      expect.objectContaining({
        type: "token",
        authorizerUri: expect.stringMatching(/:function:auth\/invocations$/) as string,
      }),
      expect.objectContaining({
        type: "cognito_user_pools",
        providerARNs: [expect.stringMatching(/^arn:aws:cognito-idp:.*:userpool\//)],
      }),
    ]);
  });

  test("limit each key of a usage plan in the stage and in one of its methods", async () => {
    const { item: plans } = await json<{ item: { id: string }[] }>("/usageplans");

    const { item: keys } = await json<{ item: object[] }>(`/usageplans/${plans[0]?.id}/keys`);

    expect(plans).toEqual([
      expect.objectContaining({
        throttle: { rateLimit: 10, burstLimit: 20 },
        quota: expect.objectContaining({ limit: 1000, period: "MONTH" }) as object,
        apiStages: [
          {
            apiId: await restApiId(),
            stage: "v1",
            throttle: { "//GET": { rateLimit: 1, burstLimit: 2 } },
          },
        ],
      }),
    ]);
    expect(keys).toEqual([expect.objectContaining({ name: "stack-Key", type: "API_KEY" })]);
  });

  test("cache a stage, encrypted, and pass a part of its requests to a canary", async () => {
    const stage = await json<object>(`/restapis/${await restApiId()}/stages/v1`);

    const cached = { cachingEnabled: true, cacheDataEncrypted: true };
    expect(stage).toMatchObject({
      cacheClusterEnabled: true,
      cacheClusterSize: "0.5",
      canarySettings: { percentTraffic: 10, stageVariableOverrides: { table: "next" } },
      methodSettings: {
        "*/*": { ...cached, cacheTtlInSeconds: 300 },
        "~1/GET": { ...cached, cacheTtlInSeconds: 30 },
      },
    });
  });

  test("validate the certificates of their domain names in the zone before they use them", () => {
    const stepsFor = (name: string) =>
      cloud()
        .aws.calls()
        .filter(({ body }) => body.includes(name))
        .filter(({ path: called, action }) => DOMAIN_STEP.test(action || called))
        .map(({ service }) => service);

    const validated = ["acm", "route53", "apigateway"];
    // With IPv6 there are two alias records.
    expect(stepsFor("api.example.com")).toEqual([...validated, "route53", "route53"]);
    expect(stepsFor("www.example.com")).toEqual([...validated, "route53"]);
  });

  test("move a route to another authorizer before they delete the old one", async () => {
    const { aws } = cloud();
    synth("other");
    aws.forgetCalls();

    await terraform.apply();

    const { apiId, authorizers } = await httpApi();
    expect(changesOf(apiId)).toEqual([
      expect.stringMatching(/^POST .*\/authorizers$/),
      expect.stringMatching(/^PATCH .*\/routes\/\w+$/),
      expect.stringMatching(/^DELETE .*\/authorizers\/\w+$/),
    ]);
    expect(authorizers.flatMap(({ jwtConfiguration }) => jwtConfiguration?.audience ?? [])).toEqual(
      expect.arrayContaining(["other"]),
    );
  });

  test("serve a new deployment of a WebSocket API before they delete what the old one used", async () => {
    const changes = changesOf(await apiIdOf("WEBSOCKET"));
    const deployed = changes.findIndex((change) => /^POST .*\/deployments$/.test(change));

    // Terraform makes what doesn't depend on each other in any order.
    expect(changes.slice(0, deployed).toSorted()).toEqual([
      expect.stringMatching(/^PATCH .*\/routes\/\w+$/),
      expect.stringMatching(/^POST .*\/integrations$/),
      ...[1, 2].map(() => expect.stringMatching(/^POST .*\/integrationresponses$/) as string),
    ]);
    expect(changes.slice(deployed)).toEqual([
      expect.stringMatching(/^POST .*\/deployments$/),
      expect.stringMatching(/^PATCH .*\/stages\/v1$/),
      expect.stringMatching(/^DELETE .*\/deployments\/\w+$/),
      ...[1, 2].map(
        () => expect.stringMatching(/^DELETE .*\/integrationresponses\/\w+$/) as string,
      ),
      expect.stringMatching(/^DELETE .*\/integrations\/\w+$/),
    ]);
    expect(await terraform.plan()).toEqual([]);
  });

  const changesOf = (apiId: string) =>
    cloud()
      .aws.changes()
      .map(({ method, path: called }) => `${method} ${called}`)
      .filter((change) => change.includes(`/v2/apis/${apiId}/`));

  async function apiIdOf(protocolType: "HTTP" | "WEBSOCKET"): Promise<string> {
    const { items: apis } = await json<{ items: Api[] }>("/v2/apis");
    return apis.find((api) => api.protocolType === protocolType)?.apiId ?? "";
  }

  async function httpApi() {
    const apiId = await apiIdOf("HTTP");
    const of = `/v2/apis/${apiId}`;
    const { items: routes } = await json<{ items: Route[] }>(`${of}/routes`);
    // The AWS API server doesn't list authorizers.
    const authorizers = await Promise.all(
      routes
        .flatMap(({ authorizerId }) => authorizerId ?? [])
        .map((id) => json<Authorizer>(`${of}/authorizers/${id}`)),
    );
    return { apiId, authorizers, routes };
  }

  const restApiId = async () =>
    (await json<{ item: { id: string }[] }>("/restapis")).item[0]?.id ?? "";

  async function sourceArns(): Promise<readonly string[]> {
    const policyPath = "/2015-03-31/functions/auth/policy";
    const response = await cloud().aws.send("lambda", "GET", policyPath);
    const { Policy: policy } = (await response.json()) as { Policy: string };
    return [...policy.matchAll(/arn:aws:execute-api:[^"]+/g)].map(([arn]) => arn);
  }

  const json = async <T>(url: string) =>
    (await (await cloud().aws.send("apigateway", "GET", url)).json()) as T;
});

interface Api {
  readonly apiId: string;
  readonly protocolType: string;
}

interface Route {
  readonly routeKey: string;
  readonly authorizationType: string;
  readonly authorizerId?: string;
}

/** A request for a certificate, a change of records, or a new domain name. */
const DOMAIN_STEP = /RequestCertificate$|\/rrset$|\/domainnames$/;

const isImport = ({ method, path: called }: { method: string; path: string }) =>
  method === "PUT" && /^\/restapis\/\w+\?/.test(called);
