import { parseGivenValue, sourceAt } from "../../../local/terraform";
import { stackFolder } from "./support";

const VERSION = "1.2";
const GREETING = "data.aws_ssm_parameter.greeting";
const FUNCTION = "aws_lambda_function.this";

/** A plan whose data source is read by the apply. */
const PLAN = {
  format_version: VERSION,
  resource_changes: [
    change("data", GREETING, { with_decryption: null }, { value: true }),
    change("managed", FUNCTION, { timeout: 3 }, { description: true }),
  ],
  configuration: {
    root_module: {
      resources: [
        { address: GREETING, expressions: { name: { constant_value: "/greeting" } } },
        {
          address: FUNCTION,
          expressions: { description: { constant_value: `\${${GREETING}.value}` } },
          depends_on: ["aws_iam_role.this"],
        },
      ],
    },
  },
};

function change(mode: string, address: string, after: object, unknown: object) {
  const [type, name] = address.split(".").slice(-2);
  return { address, mode, type, name, change: { actions: [], after, after_unknown: unknown } };
}

function readPlan(plan: object, configuration: object = {}) {
  const files = { "plan.json": JSON.stringify(plan) };
  const folder = stackFolder(JSON.stringify(configuration), files);
  return sourceAt(`${folder}/plan.json`, {}).read();
}

function functionOf(file: object, ...data: readonly string[]) {
  const stack = readPlan(file).resolve({
    apiUrl: () => "",
    environment: {},
    given: data.flatMap((text) => parseGivenValue(text) ?? []),
  });
  return stack.ofType("aws_lambda_function")[0];
}

test("what a plan doesn't know yet gets the value that is given for it", () => {
  expect(functionOf(PLAN, `${GREETING}.value=Hi`)?.string("description")).toBe("Hi");
});

test.each([
  [`${FUNCTION}.timeout=9`, "Terraform already knows timeout; serve the folder to set it"],
  [`${FUNCTION}.description=a`, "the stack sets description itself"],
  ["data.aws_subnets.all.ids=[]", "the stack has no data.aws_subnets.all"],
])("--data %s, which would have no effect on a plan, is refused", (data, problem) => {
  const [name] = data.split("=");

  expect(() => functionOf(PLAN, data)).toThrow(`--data ${name}: ${problem}`);
});

describe("the fake of a value that only AWS knows", () => {
  const expression = "${jsondecode(data.aws_ssm_parameter.greeting.value).text}";
  const withExpression = (value: object) => {
    const [parameter, fn] = PLAN.configuration.root_module.resources;
    const expressions = { description: value };
    return {
      ...PLAN,
      configuration: { root_module: { resources: [parameter, { ...fn, expressions }] } },
    };
  };
  const configuration = {
    data: { aws_ssm_parameter: { greeting: { name: "/greeting" } } },
    resource: { aws_lambda_function: { this: { description: expression } } },
  };

  test.each([
    ["plan", withExpression({ constant_value: expression }), {}],
    ["configuration beside it", withExpression({ references: [GREETING] }), configuration],
  ])("is made by the expression in a %s, and named in a warning", (_, plan, beside) => {
    const read = readPlan(plan, beside);
    const stack = read.resolve({ apiUrl: () => "", environment: {} });
    const [resource] = stack.ofType("aws_lambda_function");

    expect(resource && stack.withFakes(resource).string("description")).toBe(
      `fake-${GREETING}.value`,
    );
    expect(read.warnings()).toEqual([expect.stringContaining(`AWS knows: ${GREETING}.value.`)]);
    expect(() => resource?.string("description")).toThrow(`--data '${GREETING}.value=VALUE'`);
  });

  test("can't be made without the expression", () => {
    const read = readPlan(withExpression({ references: [GREETING] }));
    const stack = read.resolve({ apiUrl: () => "", environment: {} });
    const [resource] = stack.ofType("aws_lambda_function");

    expect(() => resource && stack.withFakes(resource).string("description")).toThrow("--chdir");
    expect(read.warnings()).toEqual([]);
  });
});

test("what a resource of a plan depends on is that of its configuration", () => {
  expect(functionOf(PLAN)?.strings("depends_on")).toEqual(["aws_iam_role.this"]);
});

test("what a resource of a state in a module depends on is named as in the module", () => {
  const resource = { mode: "managed", type: "aws_lambda_function", name: "this", values: {} };
  const module = {
    address: 'module.api["a"]',
    resources: [
      {
        ...resource,
        address: `module.api["a"].${FUNCTION}`,
        depends_on: ["module.api.aws_iam_role.this", "module.api.data.aws_region.current"],
      },
    ],
  };
  const state = {
    format_version: VERSION,
    values: { root_module: { child_modules: [module] } },
  };

  const names = functionOf(state)?.strings("depends_on");

  expect(names).toEqual(["aws_iam_role.this", "data.aws_region.current"]);
});
