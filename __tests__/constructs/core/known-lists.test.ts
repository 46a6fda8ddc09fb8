import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import {
  CognitoUserPoolsAuthorizer,
  HttpApi,
  HttpUrlIntegration,
  HttpUserPoolAuthorizer,
  lambda,
  LambdaIntegration,
  MockIntegration,
  QueryDefinition,
  RequestAuthorizer,
  RestApi,
  SqsEventSource,
} from "../../../constructs";
import { environment } from "../lambda/support";
import { messageOf } from "../message-of";
import type { Build } from "./support";
import { fn, listIn, restApi } from "./support";

const REFUSED =
  "allowed: a list of items, because the synthesis needs each of them. Write the items";

test.each<[string, Build]>([
  ["managedPolicies", (stack, managedPolicies) => fn(stack, { managedPolicies })],
  [
    "mountTargets",
    (stack, list) => {
      const filesystem = {
        accessPointArn: "${a.b.c}",
        localMountPath: "/mnt/a",
        mountTargets: list,
      };
      fn(stack, { filesystem: filesystem as never, vpc: { subnetIds: ["subnet-1"] } });
    },
  ],
  [
    "exclude",
    (stack, exclude) => fn(stack, { code: lambda.Code.fromAsset("lambda-src/hello", { exclude }) }),
  ],
  [
    "inputs of Code.fromCommand",
    (stack, inputs) => fn(stack, { code: lambda.Code.fromCommand({ command: ["make"], inputs }) }),
  ],
  [
    "command of Code.fromCommand",
    (stack, command) => fn(stack, { code: lambda.Code.fromCommand({ command, inputs: [] }) }),
  ],
  [
    "compatibleRuntimes",
    (stack, list) =>
      lambda.LayerVersion.fromAsset(stack, "Layer", "lambda-src/hello", {
        compatibleRuntimes: list as never,
      }),
  ],
  [
    "compatibleArchitectures",
    (stack, list) =>
      lambda.LayerVersion.fromAsset(stack, "Layer", "lambda-src/hello", {
        compatibleArchitectures: list as never,
      }),
  ],
  [
    "identitySources of the request authorizer",
    (stack, identitySources) => {
      const authorizer = new RequestAuthorizer(fn(stack), { identitySources });
      restApi(stack, { defaultAuthorizer: authorizer });
    },
  ],
  [
    "authorizationScopes of GET /",
    (stack, authorizationScopes) => {
      const authorizer = new CognitoUserPoolsAuthorizer([{ arn: "${a.b.arn}" } as never]);
      const api = new RestApi(stack, "Rest", { stageName: "v1" });
      api.root.addMethod("GET", new MockIntegration(), { authorizer, authorizationScopes });
    },
  ],
  [
    "defaultAuthorizationScopes",
    (stack, defaultAuthorizationScopes) => restApi(stack, { defaultAuthorizationScopes }),
  ],
  [
    "cacheKeyParameters of GET /",
    (stack, cacheKeyParameters) => {
      const api = new RestApi(stack, "Rest", { stageName: "v1" });
      api.root.addMethod("GET", new LambdaIntegration(fn(stack)), { cacheKeyParameters });
    },
  ],
  [
    "methodResponses of GET /",
    (stack, methodResponses) => {
      const api = new RestApi(stack, "Rest", { stageName: "v1" });
      api.root.addMethod("GET", new MockIntegration(), { methodResponses } as never);
    },
  ],
  [
    "integrationResponses of GET /",
    (stack, integrationResponses) => {
      const integration = new MockIntegration({ integrationResponses } as never);
      new RestApi(stack, "Rest", { stageName: "v1" }).root.addMethod("GET", integration);
    },
  ],
  [
    "userPoolClients of the user pool authorizer",
    (stack, userPoolClients) => {
      const props = { userPoolClients } as never;
      const authorizer = new HttpUserPoolAuthorizer({ endpoint: "${a.b.endpoint}" }, props);
      const integration = new HttpUrlIntegration("https://example.com");
      new HttpApi(stack, "Http").addRoute("GET /", integration, { authorizer });
    },
  ],
  [
    "filters",
    (stack, filters) => {
      const queue = new SqsQueue(stack, "Jobs");
      fn(stack).addEventSource(new SqsEventSource(queue, { filters } as never));
    },
  ],
  [
    "logGroups",
    (stack, logGroups) =>
      new QueryDefinition(stack, "Query", { queryString: "limit 1", logGroups } as never),
  ],
  ...["externalModules", "nodeModules"].map((option): [string, Build] => [
    `bundling.${option}`,
    (stack, list) =>
      new lambda.NodejsFunction(stack, "Notes", {
        entry: "lambda-src/notes/index.ts",
        bundling: { [option]: list },
      }),
  ]),
  ...["allowOrigins", "allowMethods", "allowHeaders"].map((option): [string, Build] => [
    `${option} of the preflight of /`,
    (stack, list) => {
      restApi(stack, {}).root.addCorsPreflight({ allowOrigins: ["*"], [option]: list });
    },
  ]),
])("%s must be known at synth", (prop, build) => {
  const stack = environment();

  const message = messageOf(() => build(stack, listIn(stack)));

  expect(message).toContain(`${prop} is "a list known only at apply"; ${REFUSED}`);
});

test("a list can't have another one among its items", () => {
  const stack = environment();
  const layers = ["arn:aws:lambda:eu-west-1:123456789012:layer:one:1", ...listIn(stack)];

  expect(() => fn(stack, { layers })).toThrow(
    'dev/Hello: layers is "a list known only at apply, beside other items"; allowed: items, or one list known only at apply. Join the lists by Token.asList(Fn.concat([list, others])).',
  );
});

test("a statement can't have a list among its resources", () => {
  const stack = environment();
  const resources = ["arn:aws:s3:::pets/*", ...listIn(stack)];

  expect(() => {
    fn(stack).addToRolePolicy({ actions: ["s3:GetObject"], resources });
  }).toThrow('resources of a statement is "a list known only at apply, beside other items"');
});
