import { policyDocuments } from "../../support/policy-documents";
import { resolved, valueOf } from "./support";

const resource = {
  aws_dynamodb_table: { t: { name: "items" } },
  aws_s3_bucket: { b: { bucket_prefix: "files-" } },
  aws_sqs_queue: { q: { name: "jobs" } },
  aws_cognito_user_pool: { users: { name: "users" } },
  aws_ecr_repository: { e: { name: "team/app" } },
  aws_lb: { main: { name: "web" } },
  aws_sfn_state_machine: { m: { name: "orders" } },
  aws_sns_topic: { t: { name: "news" } },
  aws_iam_role: { r: { name: "role", path: "/app/" } },
  aws_ssm_parameter: { p: { name: "/app/key" } },
  aws_lambda_function: { f: { function_name: "f", publish: true } },
  aws_lambda_layer_version: { l: { layer_name: "libs" } },
  random_id: { r: { byte_length: 4 } },
  random_string: { s: { length: 6 } },
  random_uuid: { u: { provider: "random.other" } },
  terraform_data: { d: { input: "${1 + 1}" } },
  null_resource: { n: { provider: "null.other", triggers: { a: "b" } } },
};
const data = {
  template_file: {
    t: {
      template: '$${upper(who)}: %%{ for x in split(",", xs) }<$${x}>%%{ endfor }',
      vars: { who: "a", xs: "b,c" },
    },
  },
  aws_region: { here: {} },
  aws_caller_identity: { me: {} },
  aws_partition: { p: {} },
};

test.each([
  ["${data.template_file.t.rendered}", "A: <b><c>"],
  ["${aws_dynamodb_table.t.id}", "items"],
  ["${aws_dynamodb_table.t.arn}", "arn:aws:dynamodb:us-east-1:123456789012:table/items"],
  ["${aws_s3_bucket.b.id}", expect.stringMatching(/^files-\w{10}$/)],
  ["${aws_s3_bucket.b.arn}", expect.stringMatching(/^arn:aws:s3:::files-\w{10}$/)],
  [
    "${aws_cognito_user_pool.users.arn}",
    expect.stringMatching(/^arn:aws:cognito-idp:us-east-1:123456789012:userpool\/us-east-1_\w{9}$/),
  ],
  [
    "https://${aws_cognito_user_pool.users.endpoint}",
    expect.stringMatching(/^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w{9}$/),
  ],
  [
    "${aws_ecr_repository.e.repository_url}:v1",
    "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1",
  ],
  [
    "${aws_lb.main.dns_name}",
    expect.stringMatching(/^web-\w{12}\.elb\.us-east-1\.amazonaws\.com$/),
  ],
  ["${aws_sfn_state_machine.m.arn}", "arn:aws:states:us-east-1:123456789012:stateMachine:orders"],
  ["${aws_sqs_queue.q.url}", "https://sqs.us-east-1.amazonaws.com/123456789012/jobs"],
  ["${aws_sqs_queue.q.arn}", "arn:aws:sqs:us-east-1:123456789012:jobs"],
  ["${aws_sns_topic.t.id}", "arn:aws:sns:us-east-1:123456789012:news"],
  ["${aws_iam_role.r.arn}", "arn:aws:iam::123456789012:role/app/role"],
  ["${aws_ssm_parameter.p.arn}", "arn:aws:ssm:us-east-1:123456789012:parameter/app/key"],
  ["${aws_lambda_function.f.qualified_arn}", expect.stringMatching(/:function:f:1$/)],
  ["${aws_lambda_layer_version.l.arn}", "arn:aws:lambda:us-east-1:123456789012:layer:libs:1"],
  ["${random_id.r.hex}", expect.stringMatching(/^[0-9a-f]{8}$/)],
  ["${random_string.s.result}", expect.stringMatching(/^\w{6}$/)],
  ["${random_uuid.u.id}", expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ["${terraform_data.d.output}", 2],
  ["${null_resource.n.triggers.a}", "b"],
  ["${data.aws_region.here.name}", "us-east-1"],
  ["${data.aws_caller_identity.me.account_id}", "123456789012"],
  ["${data.aws_partition.p.dns_suffix}", "amazonaws.com"],
])("%s is what an apply would make it", (text, value) => {
  expect(valueOf(text, { resource, data })).toEqual(value);
});

test("a policy document is what the AWS provider writes", () => {
  const stack = resolved({ data: { aws_iam_policy_document: policyDocuments } });
  const [everything, empty] = stack.ofType("data.aws_iam_policy_document");

  expect(JSON.parse(everything?.string("json") ?? "")).toEqual({
    Version: "2012-10-17",
    Id: "id",
    Statement: [
      {
        Sid: "One",
        Effect: "Allow",
        Action: ["c:3", "b:1", "a:2"],
        Resource: "*",
        Principal: { AWS: ["b", "a"], Service: "lambda.amazonaws.com" },
        Condition: {
          Bool: { "aws:z": "true" },
          StringEquals: { "aws:x": ["3", "2", "1"], "aws:y": "<&>" },
        },
      },
      { Effect: "Deny", NotAction: "s3:*", NotResource: "x", NotPrincipal: "*" },
      { Effect: "Allow", Action: "x", Principal: { AWS: "*" } },
    ],
  });
  expect(empty?.string("minified_json")).toBe('{"Version":"2012-10-17"}');
});

test.each([
  [
    "${data.terraform_remote_state.net.outputs.id}",
    { terraform_remote_state: { net: { backend: "s3" } } },
    "data.terraform_remote_state.net reads the state of another stack",
  ],
  [
    "${data.aws_ssm_parameter.key.value}",
    { aws_ssm_parameter: { key: { name: "/k" } } },
    "data.aws_ssm_parameter.key.value is known only after an apply on AWS",
  ],
  [
    "${data.aws_iam_policy_document.p.json}",
    { aws_iam_policy_document: { p: { source_policy_documents: ["{}"] } } },
    "data.aws_iam_policy_document.p.json is known only after an apply",
  ],
  [
    "${data.aws_iam_policy_document.p.json}",
    { aws_iam_policy_document: { p: { source_json: "{}" } } },
    "data.aws_iam_policy_document.p.json is known only after an apply",
  ],
])("%s is refused by the address of who reads it", (text, sources, reason) => {
  expect(() => valueOf(text, { data: sources })).toThrow(
    `some_thing.it: value can't be resolved: `,
  );
  expect(() => valueOf(text, { data: sources })).toThrow(reason);
});
