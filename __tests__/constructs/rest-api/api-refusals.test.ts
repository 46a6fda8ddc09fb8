import { Testing } from "cdktf";
import { Duration } from "../../../constructs/core/duration";
import type { RestApiProps } from "../../../constructs";
import { MockIntegration } from "../../../constructs";
import { restFixture } from "./support";

const mock = new MockIntegration();
const PRIVATE: Partial<RestApiProps> = { endpointType: "PRIVATE", policy: '{"Statement":[]}' };

test.each<[Partial<RestApiProps>, string]>([
  [{ stageName: "a b" }, 'dev/Api: stageName is "a b"; allowed: 1 to 128 letters, digits, _ and -'],
  [{ stageName: "x".repeat(129) }, "dev/Api: stageName is"],
  [{ minimumCompressionSize: 10_485_761 }, "allowed: a whole number from 0 to 10485760 bytes"],
  [{ restApiName: "" }, 'dev/Api: restApiName is ""; allowed: 1 to 1024 characters'],
  [{ description: "x".repeat(1025) }, "allowed: up to 1024 characters"],
  [{ stageDescription: "x".repeat(1025) }, "dev/Api/Stage-v1: stageDescription is"],
  [{ stageVariables: { "a-b": "x" } }, 'name of a stage variable is "a-b"'],
  [{ stageVariables: { table: "a b" } }, 'stage variable table is "a b"'],
  [{ loggingLevel: "DEBUG" as "INFO" }, 'loggingLevel is "DEBUG"; allowed: OFF, ERROR, INFO'],
  [{ endpointType: "PRIVATE" }, "dev/Api: policy is null; allowed: a resource policy"],
  [{ logRetention: Duration.days(2) }, "logRetention is 2 days"],
  [{ policy: "{a}" }, 'policy is "{a}"; allowed: a resource policy, as JSON'],
  [{ policy: "[]" }, 'policy is "[]"; allowed: a resource policy, as JSON'],
  [{ policy: "all" }, 'policy is "all"; allowed: a resource policy, as JSON'],
  [{ endpointType: "PRIVATE", policy: "" }, 'policy is ""; allowed: a resource policy, as JSON'],
  [{ endpointType: "edge" as "EDGE" }, 'is "edge"; allowed: EDGE, REGIONAL, PRIVATE'],
  [{ vpcEndpointIds: ["vpce-0"] }, 'vpcEndpointIds is ["vpce-0"]; allowed: only with endpointType'],
  [{ ...PRIVATE, vpcEndpointIds: [] }, "vpcEndpointIds is []; allowed: one or more IDs"],
  [
    { ...PRIVATE, vpcEndpointIds: ["vpc-0"] },
    'ID in vpcEndpointIds is "vpc-0"; allowed: the ID of',
  ],
  [{ apiKeySourceType: "QUERY" as "HEADER" }, 'is "QUERY"; allowed: HEADER, AUTHORIZER'],
  [{ throttle: { rateLimit: 0, burstLimit: 1 } }, "throttle.rateLimit is 0"],
])("an API with %j is refused", (props, message) => {
  expect(() => restFixture(props)).toThrow(message);
});

test("an API without methods, which API Gateway doesn't deploy, is refused when the app is synthesised", () => {
  const { stack, api } = restFixture();
  const synthesise = () => Testing.synth(stack, true);

  expect(synthesise).toThrow("[dev/Api] the API has no methods; allowed: one or more. Add one");
  api.root.addMethod("GET", mock);
  expect(synthesise).not.toThrow();
});

test("a model that refers to one that isn't there is refused when the app is synthesised", () => {
  const { stack, api } = restFixture();
  const synthesise = () => Testing.synth(stack, true);
  api.root.addMethod("GET", mock);

  api.addModel("Pets", { schema: { items: { $ref: "#/components/schemas/Pet" } } });

  expect(synthesise).toThrow('[dev/Api] the model Pets refers to "Pet"; allowed: Pets. Add');
  api.addModel("Pet", { schema: { properties: { $ref: { type: "string" } } } });
  expect(synthesise).not.toThrow();
});
