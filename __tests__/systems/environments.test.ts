import { Testing } from "cdktf";
import { AccountStack } from "../../main";
import type { Attributes, Environment } from "./support";
import { environment } from "./support";

const dev = environment("dev");
const prod = environment("prod");

const all = ({ resource }: Environment, type: string) => Object.values(resource[type] ?? {});

const NAMES: readonly [type: string, attribute: string][] = [
  ["aws_lambda_function", "function_name"],
  ["aws_iam_role", "name"],
  ["aws_cloudwatch_log_group", "name"],
  ["aws_apigatewayv2_api", "name"],
  ["aws_dynamodb_table", "name"],
  ["aws_api_gateway_rest_api", "name"],
];

const MONITORING = /^aws_(cloudwatch_(metric_alarm|dashboard)|sns_topic)\./;

test("prod has all that dev has, its monitoring, and the policy by which it traces one function more", () => {
  const addresses = ({ resource }: Environment) =>
    Object.entries(resource).flatMap(([type, named]) =>
      // What is named after the environment or its settings has another hash, too.
      Object.keys(named).map(
        (name) => `${type}.${name.replace(/(dev|prod)|-[0-9a-f]{12}(?=_)|_[0-9A-F]{8}$/g, "")}`,
      ),
    );
  const ofDev = addresses(dev);

  expect(addresses(prod)).toEqual(expect.arrayContaining(ofDev));
  const added = addresses(prod).filter((address) => !ofDev.includes(address));
  expect(added.filter((address) => !MONITORING.test(address))).toEqual([
    "aws_iam_role_policy.hello_Function_Role_Policy",
  ]);
});

test.each(NAMES)(
  "no %s of dev has a %s that prod's has (both can be in one account)",
  (type, name) => {
    // A name with the API's id in it is another in each environment.
    const names = (of: Environment) =>
      all(of, type)
        .map((attributes) => String(attributes[name]))
        .filter((value) => !value.includes("${aws_api_gateway_rest_api."));

    expect(names(dev).length).toBeGreaterThan(0);
    expect(names(dev).filter((value) => names(prod).includes(value))).toEqual([]);
  },
);

test("each API's URL and each function's name is an output", () => {
  const systems = ["account_settings", "chat", "hello", "lambda_api", "notes", "sample01"];
  const outputs = systems.flatMap((system) => [`${system}_function_name`, `${system}_url`]);

  expect(Object.keys(dev.output).sort()).toEqual([...outputs, "environment"].sort());
});

test("everything is tagged with app, environment and what the table adds", () => {
  const tagsOf = ({ provider }: Environment) => provider.aws[0]?.default_tags;
  const tags = (environmentName: string, stage: string) => [
    { tags: { app: "web-api", environment: environmentName, "managed-by": "terraform", stage } },
  ];

  expect(tagsOf(dev)).toEqual(tags("dev", "development"));
  expect(tagsOf(prod)).toEqual(tags("prod", "production"));
});

test.each<[string, string, (attributes: Attributes) => unknown, unknown, unknown]>([
  ["log retention", "aws_cloudwatch_log_group", (group) => group.retention_in_days, 14, 365],
  [
    "throttling",
    "aws_apigatewayv2_stage",
    (stage) => stage.default_route_settings,
    expect.objectContaining({ throttling_rate_limit: 50, throttling_burst_limit: 100 }),
    expect.objectContaining({ throttling_rate_limit: 1000, throttling_burst_limit: 2000 }),
  ],
])("the table's %s holds for every %s of an environment", (_what, type, value, ofDev, ofProd) => {
  for (const attributes of all(dev, type)) {
    expect(value(attributes)).toEqual(ofDev);
  }
  for (const attributes of all(prod, type)) {
    expect(value(attributes)).toEqual(ofProd);
  }
});

test("only prod's table of notes is backed up continuously and protected from deletion", () => {
  const protection = (of: Environment) =>
    all(of, "aws_dynamodb_table").map((table) => [
      table.hash_key,
      table.point_in_time_recovery,
      table.deletion_protection_enabled,
    ]);

  const connections = ["connectionId", undefined, undefined];
  expect(protection(dev)).toEqual([connections, ["owner", { enabled: false }, false]]);
  expect(protection(prod)).toEqual([connections, ["owner", { enabled: true }, true]]);
});

test("each environment's notes accept the tokens of its own audience only", () => {
  const audience = (of: Environment) =>
    all(of, "aws_apigatewayv2_authorizer").map(
      ({ jwt_configuration: jwt }) => (jwt as { audience: string[] }).audience,
    );

  expect(audience(dev)).toEqual([["web-api-dev"]]);
  expect(audience(prod)).toEqual([["web-api-prod"]]);
});

test("prod alarms when a reminder is in the dead-letter queue", () => {
  const queues = all(prod, "aws_cloudwatch_metric_alarm")
    .filter(({ namespace }) => namespace === "AWS/SQS")
    .map(({ dimensions }) => dimensions);

  expect(queues).toEqual([
    {
      QueueName: expect.stringMatching(/aws_sqs_queue\.notes_Reminders_DeadLetterQueue_/) as string,
    },
  ]);
  expect(all(dev, "aws_cloudwatch_metric_alarm")).toEqual([]);
});

test("prod traces all functions, dev only the one whose description says so", () => {
  const traced = (of: Environment) =>
    all(of, "aws_lambda_function")
      .filter(({ tracing_config: config }) => (config as { mode: string }).mode === "Active")
      .map(({ function_name: name }) => name);

  expect(traced(dev)).toEqual(["web-api-dev-account-settings-Function"]);
  expect(traced(prod)).toHaveLength(9);
});

test("the account's logging role is made by the account stack alone (a region has one such setting)", () => {
  const stack = new AccountStack(Testing.app({ outdir: "cdktf.out" }));
  const account = JSON.parse(Testing.synth(stack)) as Environment;

  expect(Object.keys(account.resource)).toContain("aws_api_gateway_account");
  expect(Object.keys({ ...dev.resource, ...prod.resource })).not.toContain(
    "aws_api_gateway_account",
  );
});
