import path from "node:path";
import { policyOf, stackRights, unknownResources } from "../../local/deployer";
import { readStack } from "../../local/terraform";
import { connectedApis } from "./fixtures/connected-apis";
import { plannedApis } from "./fixtures/planned-apis";
import { accessesOf, deniedBy } from "./support/access";
import type { ApiRequest } from "./support/aws-behaviours/behaviour";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";

describeWithTerraform("APIs and functions with other services", (cloud) => {
  let terraform: Terraform;
  let folder: string;
  /** What Terraform calls; the tests call AWS too. */
  const called: ApiRequest[] = [];
  const noted = async (run: () => Promise<unknown>): Promise<void> => {
    const before = cloud().aws.calls().length;
    await run();
    called.push(...cloud().aws.calls().slice(before));
  };

  beforeAll(async () => {
    const { env, newFolder } = cloud();
    folder = newFolder("connected-apis");
    terraform = synthStack(folder, env, connectedApis);
    await terraform.ok("init", "-input=false");
    await noted(() => terraform.apply());
  });

  test("have no changes after the deployment", async () => {
    expect(await terraform.plan()).toEqual([]);
  });

  test("connect an HTTP API to a load balancer by a VPC link, and to services", async () => {
    const { items: links } = await json<{ items: { vpcLinkId: string }[] }>("/v2/vpclinks");
    const { items: apis } = await json<{ items: { apiId: string }[] }>("/v2/apis");
    const { items: integrations } = await json<{ items: HttpApiIntegration[] }>(
      `/v2/apis/${apis[0]?.apiId}/integrations`,
    );

    const targets = integrations.map((integration) => [
      integration.integrationSubtype ?? integration.integrationUri,
      integration.connectionId,
    ]);
    expect(targets.toSorted()).toEqual([
      ["Kinesis-PutRecord", null],
      ["SQS-SendMessage", null],
      [expect.stringMatching(/:listener\/app\/web\//), links[0]?.vpcLinkId],
    ]);
  });

  test("connect a REST API to a load balancer by a VPC link, and to services", async () => {
    const { item: links } = await json<{ item: { id: string }[] }>("/vpclinks");

    const [imported] = cloud().aws.calls().filter(isImport);

    const { paths } = JSON.parse(imported?.body.toString() ?? "") as Document;
    const integrationOf = (method: string) => paths["/"]?.[method]?.[INTEGRATION];
    expect(integrationOf("get")?.connectionType).toBe("VPC_LINK");
    expect(links.map(({ id }) => id)).toEqual([integrationOf("get")?.connectionId]);
    expect(integrationOf("post")?.uri).toMatch(/:sqs:path\/\d+\//);
    expect(integrationOf("put")?.uri).toMatch(/:sns:/);
  });

  test("invoke a function for the events of streams, queues, topics, buckets and rules", async () => {
    const { EventSourceMappings: mappings } = await json<{ EventSourceMappings: Mapping[] }>(
      "/2015-03-31/event-source-mappings",
      "lambda",
    );
    const { Policy: policy } = await json<{ Policy: string }>(
      "/2015-03-31/functions/worker/policy",
      "lambda",
    );

    const polled = mappings.map(({ EventSourceArn: arn }) => arn.split(":")[2]);
    expect(polled.toSorted()).toEqual(["dynamodb", "kinesis", "sqs"]);
    const invoking = [...policy.matchAll(/(\w+)\.amazonaws\.com/g)].map(([, service]) => service);
    expect(invoking.toSorted()).toEqual(["events", "s3", "sns"]);
    const sent = cloud()
      .aws.changes()
      .map(({ path, action }) => action || path);
    expect(sent).toEqual(
      expect.arrayContaining([
        "AWSEvents.PutTargets",
        "Subscribe",
        expect.stringMatching(/\?notification=$/),
      ]),
    );
  });

  test("are destroyed", async () => {
    await noted(() => terraform.ok("destroy", "-auto-approve", "-input=false"));

    expect(await terraform.resources()).toEqual([]);
    const { items: links } = await json<{ items?: object[] }>("/v2/vpclinks");
    expect(links).toEqual([]);
  });

  test("need only permissions that the deployer policy grants", () => {
    const stack = readStack(path.join(folder, "stacks/stack"));

    const accesses = called.flatMap(accessesOf);

    expect([...unknownResources(stack)]).toEqual([]);
    expect(deniedBy(policyOf([stackRights(stack)]), accesses)).toEqual([]);
  });

  // The AWS API server has no client certificates, and maps a regional name to HTTP APIs only.
  test("may have a client certificate and a mapping of a regional name to a REST API: the provider plans them, nothing is applied", async () => {
    const { env, newFolder } = cloud();
    const planned = synthStack(newFolder("planned-apis"), env, plannedApis);
    await planned.ok("init", "-input=false");

    const types = (await planned.plan()).map(({ address }) => address.split(".")[0]);

    expect(types).toEqual(
      expect.arrayContaining([
        "aws_api_gateway_client_certificate",
        "aws_apigatewayv2_api_mapping",
        "aws_apigatewayv2_domain_name",
      ]),
    );
  });

  const json = async <T>(url: string, service = "apigateway") =>
    (await (await cloud().aws.send(service, "GET", url)).json()) as T;
});

interface HttpApiIntegration {
  readonly connectionId: string | null;
  readonly integrationSubtype: string | null;
  readonly integrationUri?: string;
}

interface Mapping {
  readonly EventSourceArn: string;
}

const INTEGRATION = "x-amazon-apigateway-integration";

/** Of an OpenAPI document, the integrations of the methods. */
interface Document {
  readonly paths: Readonly<Record<string, Record<string, OpenApiMethod>>>;
}

interface OpenApiMethod {
  readonly [INTEGRATION]?: {
    readonly connectionId?: string;
    readonly connectionType?: string;
    readonly uri?: string;
  };
}

const isImport = ({ method, path }: { method: string; path: string }) =>
  method === "PUT" && /^\/restapis\/\w+\?/.test(path);
