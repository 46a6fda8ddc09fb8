import { resolved } from "./support";

const variable = { region: { type: "string" } };
const aws = [{ region: "${var.region}" }, { alias: "europe", region: "eu-west-1" }];
const environment = { TF_VAR_region: "us-west-2", AWS_REGION: "sa-east-1" };

test("a region may be a variable", () => {
  expect(resolved({ variable, provider: { aws } }, { environment }).region).toBe("us-west-2");
});

test("without one the environment's is taken, and without that us-east-1", () => {
  expect(resolved({ provider: { aws: {} } }, { environment }).region).toBe("sa-east-1");
  expect(resolved({}).region).toBe("us-east-1");
});

test.each([
  ["aws.europe", "eu-west-1"],
  ["aws", "us-west-2"],
])("a data source of the provider %s tells of its region", (provider, region) => {
  const data = { aws_region: { here: { provider } } };
  const stack = resolved({ variable, provider: { aws }, data }, { environment });

  expect(stack.ofType("data.aws_region")[0]?.string("name")).toBe(region);
});

test("a region that can't be resolved, and a provider that isn't there, are refused", () => {
  const data = { aws_region: { here: { provider: "aws.asia" } } };
  const stack = resolved({ variable, provider: { aws }, data });

  expect(() => stack.region).toThrow("provider.aws: region can't be resolved: var.region has no");
  expect(() => stack.ofType("data.aws_region")[0]?.string("name")).toThrow(
    "there is no provider aws.asia in the stack",
  );
});

test("a module may have another name for the AWS provider", () => {
  const terraform = { required_providers: { amazon: { source: "hashicorp/aws" } } };
  const data = { aws_region: { here: { provider: "amazon.there" }, default: {} } };
  const module = {
    m: { source: "./m", providers: { amazon: "aws", "amazon.there": "aws.europe" } },
  };
  const files = { "m/cdk.tf.json": JSON.stringify({ terraform, data }) };
  const root = resolved(
    { terraform, provider: { amazon: aws, aws: { region: "sa-east-1" } }, variable, data: {} },
    { environment },
  );

  const called = resolved({ variable, provider: { aws }, module }, { environment, files });

  expect(root.region).toBe("us-west-2");
  expect(called.ofType("data.aws_region").map((one) => one.string("name"))).toEqual([
    "eu-west-1",
    "us-west-2",
  ]);
});

test.each([
  ["eu-north-1", "arn:aws:sqs:eu-north-1:123456789012:q"],
  ["${null}", "arn:aws:sqs:us-west-2:123456789012:q"],
])("with region %j, a resource is in its own region or the provider's", (region, arn) => {
  const aws_sqs_queue = { q: { name: "q", region } };
  const stack = resolved(
    { variable, provider: { aws }, resource: { aws_sqs_queue } },
    { environment },
  );

  expect(stack.ofType("aws_sqs_queue")[0]?.string("arn")).toBe(arn);
});
