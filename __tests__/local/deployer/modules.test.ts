import { stackRights, unknownResources } from "../../../local/deployer/stack-rights";
import { readStack } from "../../../local/terraform";
import { stackFolder } from "../terraform/support";

const QUEUES = {
  variable: { name: {} },
  resource: { aws_sqs_queue: { this: { name: "${var.name}" } }, aws_made_up: { it: {} } },
};

const stackOf = (call: object) =>
  readStack(
    stackFolder(
      JSON.stringify({
        provider: { aws: [{ region: "eu-west-1" }, { alias: "asia", region: "ap-south-1" }] },
        module: { queues: { source: "./queues", ...call } },
      }),
      { "queues/main.tf.json": JSON.stringify(QUEUES) },
    ),
  );

test.each([
  [{ name: "shop" }, "arn:aws:sqs:eu-west-1:*:shop"],
  [{ name: "shop", providers: { aws: "aws.asia" } }, "arn:aws:sqs:*:*:shop"],
  [{ name: "${local.name}" }, "arn:aws:sqs:eu-west-1:*:*"],
])("a module's resources need rights by its inputs and providers: %j", (call, arn) => {
  const resources = stackRights(stackOf(call)).flatMap(({ resources: all }) => all);

  expect(resources).toContain(arn);
});

test("types of modules can have unknown rights", () => {
  expect([...unknownResources(stackOf({ name: "shop" }))]).toEqual([
    ["aws_made_up", ["module.queues.aws_made_up.it"]],
  ]);
});

test("the rights of a module that can't be read are unknown", () => {
  expect(() => stackRights(stackOf({ source: "example/queues/aws" }))).toThrow(
    'module.queues: the module "example/queues/aws" isn\'t installed; run "terraform init" in',
  );
});
