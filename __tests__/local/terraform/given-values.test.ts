import type { GivenValue } from "../../../local/terraform";
import { parseGivenValue, refuseUselessValues } from "../../../local/terraform";
import { resolved, valueOf } from "./support";

const data = {
  aws_ssm_parameter: {
    key: { name: "/k" },
    keys: { for_each: { a: "/a" }, name: "${each.value}" },
  },
  aws_subnets: { all: {} },
  aws_region: { here: {} },
  terraform_remote_state: { net: { backend: "s3" } },
};

function given(...texts: readonly string[]): GivenValue[] {
  return texts.flatMap((text) => parseGivenValue(text) ?? []);
}

test.each([
  ["${data.aws_ssm_parameter.key.value}", "data.aws_ssm_parameter.key.value=a=b", "a=b"],
  ["${data.aws_ssm_parameter.key.value}", 'data.aws_ssm_parameter.key.value={"a":1}', '{"a":1}'],
  ["${data.aws_ssm_parameter.key.value + 1}", "data.aws_ssm_parameter.key.value=1", 2],
  [
    '${data.aws_ssm_parameter.keys["a"].value}',
    'data.aws_ssm_parameter.keys["a"].value=of a',
    "of a",
  ],
  ["${data.aws_subnets.all.ids[1]}", 'data.aws_subnets.all.ids=["x", "y"]', "y"],
  ["${data.aws_region.here.name}", "data.aws_region.here.name=eu-west-3", "eu-west-3"],
  [
    "${data.terraform_remote_state.net.outputs.vpc.id}",
    "data.terraform_remote_state.net.outputs.vpc.id=vpc-1",
    "vpc-1",
  ],
  ["${aws_db_instance.main.address}", "aws_db_instance.main.address=localhost", "localhost"],
])("%s with --data '%s' is %j", (text, assignment, value) => {
  const resource = { aws_db_instance: { main: {} } };

  expect(valueOf(text, { data, resource, given: given(assignment) })).toEqual(value);
});

test.each([
  ["data.aws_ssm_parameter.other.value=a", "the stack has no data.aws_ssm_parameter.other"],
  ['data.aws_ssm_parameter.keys["b"].value=a', 'the stack has no data.aws_ssm_parameter.keys["b"]'],
  ["data.aws_ssm_parameter.key.name=a", "the stack sets name itself"],
])("--data '%s' is refused: %s", (assignment, reason) => {
  const stack = resolved({ data });

  expect(() => refuseUselessValues(given(assignment), stack)).toThrow(reason);
});

describe("a resource with fakes", () => {
  const secret = "${jsondecode(data.aws_ssm_parameter.key.value)}";
  const it = {
    plain: "${data.aws_ssm_parameter.key.value}",
    template: "https://${data.aws_ssm_parameter.key.value}/x",
    json: `\${local.secret["password"]} \${local.secret.user}`,
    list: '${join(",", data.aws_subnets.all.ids)}',
    derived: "${upper(some_thing.other.name)[0]}",
    state: "${data.terraform_remote_state.net.outputs.id}",
    wrong: "${jsondecode(local.text)}",
    missing: "${var.none}",
    known: "${local.text}",
  };
  const other = { name: "${data.aws_ssm_parameter.key.value}" };
  const stack = resolved({
    data,
    variable: { none: {} },
    locals: { secret, text: "text" },
    resource: { some_thing: { it, other } },
  });
  const [resource] = stack.ofType("some_thing");
  const faked = resource && stack.withFakes(resource);

  test.each([
    ["plain", "fake-data.aws_ssm_parameter.key.value"],
    ["template", "https://fake-data.aws_ssm_parameter.key.value/x"],
    ["json", "fake-data.aws_ssm_parameter.key.value"],
    ["list", "fake-data.aws_subnets.all.ids"],
    ["derived", "fake-data.aws_ssm_parameter.key.value"],
    ["state", "fake-data.terraform_remote_state.net.outputs"],
    ["known", "text"],
  ])("has the same fake for %s at every start: %s", (name, value) => {
    expect(faked?.value(name)).toBe(value);
    expect(faked?.value(name)).toBe(value);
  });

  test.each(["wrong", "missing"])("has no value for %s, which AWS wouldn't know either", (name) => {
    expect(() => faked?.value(name)).toThrow(`some_thing.it: ${name} can't be resolved`);
  });

  test("leaves the resource itself without a value, also after fakes were made", () => {
    expect(faked?.value("plain")).toBeDefined();

    expect(() => resource?.value("plain")).toThrow(
      "pass --data 'data.aws_ssm_parameter.key.value=",
    );
    expect(stack.fakes()).toContain("data.aws_ssm_parameter.key.value");
  });
});
