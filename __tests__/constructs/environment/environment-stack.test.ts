import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Testing } from "cdktf";
import { Construct } from "constructs";
import type { EnvironmentStackProps } from "../../../constructs/environment";
import {
  EnvironmentStack,
  HcpTerraformState,
  LocalState,
  S3State,
} from "../../../constructs/environment";
import { physicalName } from "../../../constructs/core/physical-name";
import { warningsOf } from "../warnings-of";

interface Synthesised {
  readonly provider: { aws: [{ region: string; default_tags: [{ tags: object }] }] };
  readonly terraform: { backend: Record<string, object>; cloud?: object };
  readonly output: Record<string, { value: string; precondition: object }>;
}

function environment(name: string, props: Partial<EnvironmentStackProps> = {}) {
  const app = Testing.app({ outdir: "cdktf.out" });
  return new EnvironmentStack(app, name, { app: "shop", region: "eu-west-1", ...props });
}

function synth(stack: EnvironmentStack): Synthesised {
  return JSON.parse(Testing.synth(stack)) as Synthesised;
}

test("tags every resource with the app and the environment, and adds the environment's tags", () => {
  const { provider } = synth(environment("dev", { tags: { team: "web" } }));

  expect(provider.aws[0]).toEqual({
    region: "eu-west-1",
    default_tags: [
      { tags: { app: "shop", environment: "dev", "managed-by": "terraform", team: "web" } },
    ],
  });
});

test("a plan in another workspace fails, with the command to run", () => {
  const { output } = synth(environment("prod"));

  expect(output.environment).toEqual({
    value: "prod",
    description: expect.any(String) as string,
    precondition: {
      condition: '${terraform.workspace == "prod"}',
      error_message: expect.stringContaining("TF_WORKSPACE=prod npx cdktf deploy") as string,
    },
  });
});

test.each([
  ["Dev", "lower-case"],
  ["a-name-that-is-far-too-long", "up to 20 lower-case letters"],
  ["1st", "starting with a letter"],
  ["default", "other than that of the workspace that Terraform selects by default"],
])("the environment name %p is refused with what is allowed", (name, allowed) => {
  expect(() => environment(name)).toThrow(new RegExp(`${name}: environment is .*${allowed}`));
});

test.each<[Partial<EnvironmentStackProps>, string]>([
  [{ region: "" }, 'dev: region is ""; allowed: the code of an AWS region'],
  [{ region: undefined }, "dev: region is missing; allowed: a string. Set region."],
  [{ app: undefined }, "dev: app is missing"],
  [{ state: LocalState as never }, 'state is "<LocalState>"; allowed: a state backend, e.g. new'],
  [{ state: new S3State({ bucket: "b" } as never) }, "dev: state.region is missing"],
  [{ state: new HcpTerraformState({} as never) }, "dev: state.organization is missing"],
  [{ state: new LocalState({ folder: 1 as never }) }, "dev: state.folder is 1; allowed: a string"],
  [{ tags: { team: undefined as never } }, 'tags is {"team":"<undefined>"}; allowed: an object'],
  [{ region: "Ireland" }, "the code of an AWS region"],
  [{ tags: { environment: "x" } }, 'key of a tag is "environment"; allowed: keys other than app'],
  [{ tags: { "AWS:x": "y" } }, "not starting with aws:"],
  [{ tags: { team: "x".repeat(257) } }, "allowed: up to 256 letters"],
  [{ tags: { team: "a, b" } }, 'tag team is "a, b"; allowed: up to 256 letters'],
  [{ tags: Object.fromEntries([..."x".repeat(48)].map((x, at) => [x + at, x])) }, "tags is 51"],
])("a stack with %j is refused", (props, message) => {
  expect(() => environment("dev", props)).toThrow(message);
});

test.each(["us-gov-west-1", "cn-north-1", "us-iso-east-1", "mx-central-1", "${var.region}"])(
  "the region %s is taken",
  (region) => {
    expect(() => environment("dev", { region })).not.toThrow();
  },
);

test.each([
  ["eu-centrl-1", "eu-central-1"],
  ["us-gvo-west-1", "us-gov-west-1"],
  ["ap-southeat-2", "ap-southeast-2"],
])("the region %s causes a warning with the nearest one, %s", (region, meant) => {
  expect(warningsOf(environment("dev", { region }))).toEqual([
    `dev: region is "${region}", which AWS doesn't have, as far as is known. Did you mean ${meant}?`,
  ]);
});

test.each([
  "eu-central-1",
  "eu-west-9",
  "sa-west-1",
  "nz-north-1",
  "us-gov-south-1",
  "${var.region}",
])("the region %s, which exists or may be new, causes no warning", (region) => {
  expect(warningsOf(environment("dev", { region }))).toEqual([]);
});

test("two environments of one name, of which only the last would be synthesised, are refused", () => {
  const app = Testing.app({ outdir: "cdktf.out" });
  const props = { app: "shop", region: "eu-west-1" };
  new EnvironmentStack(new Construct(app, "One"), "dev", props);

  expect(() => new EnvironmentStack(new Construct(app, "Other"), "dev", props)).toThrow(
    'Other/dev: environment is "dev"; allowed: one stack of each name in an app, and One/dev already has this one.',
  );
});

test("a stack is deployed after those that it is made to depend on later", () => {
  const app = Testing.app({ outdir: "cdktf.out" });
  const props = { app: "shop", region: "eu-west-1" };
  const account = new EnvironmentStack(app, "account", props);
  const dev = new EnvironmentStack(app, "dev", props);

  dev.addDependency(account);

  expect(app.manifest.forStack(dev).dependencies).toEqual(["account"]);
});

describe("physical names", () => {
  const nameIn = (stackName: string, id: string, max: number) =>
    physicalName(new IamRole(environment(stackName), id, { assumeRolePolicy: "{}" }), max);

  test("contain the app and the environment, so two environments can share an account", () => {
    expect(nameIn("dev", "Api", 64)).toBe("shop-dev-Api");
    expect(nameIn("prod", "Api", 64)).toBe("shop-prod-Api");
  });

  test("that are too long are cut and still differ", () => {
    const [one, other] = ["A", "B"].map((end) => nameIn("dev", "x".repeat(80) + end, 64));

    expect(one).toHaveLength(64);
    expect(one).not.toBe(other);
  });
});

describe("two constructs never share a name", () => {
  const role = (scope: Construct, id: string) =>
    physicalName(new IamRole(scope, id, { assumeRolePolicy: "{}" }), 64);

  test.each([
    ["a slash for a hyphen", ["a", "b-c"], ["a-b", "c"]],
    ["one letter that AWS doesn't accept for another", ["a", "é"], ["a", "ü"]],
    ["capitals, which IAM doesn't distinguish", ["a", "Hello"], ["a", "hello"]],
  ])("by %s", (_why, [above = "", one = ""], [otherAbove = "", other = ""]) => {
    const stack = environment("dev");
    const scopeOf = (id: string) =>
      (stack.node.tryFindChild(id) as Construct | undefined) ?? new Construct(stack, id);
    role(scopeOf(above), one);

    expect(() => role(scopeOf(otherAbove), other)).toThrow(
      `a unique name, and dev/${above}/${one} already has this one`,
    );
  });

  test("nor do those of two environments of an app", () => {
    const app = Testing.app();
    const stack = (id: string) =>
      new EnvironmentStack(app, id, { app: "shop", region: "eu-west-1" });
    role(new Construct(stack("dev"), "eu"), "Role");

    expect(() => role(stack("dev-eu"), "Role")).toThrow("dev/eu/Role already has this one");
  });
});

describe("state", () => {
  test("is outside the build folder, at a relative path (terraform-cdk#1723)", () => {
    expect(synth(environment("dev")).terraform.backend).toEqual({
      local: {
        path: "../../../.terraform-state/dev/default.tfstate",
        workspace_dir: "../../../.terraform-state/dev",
      },
    });
  });

  test("has a separate location for each environment, without which the second one could not start", () => {
    const locations = ["dev", "prod"].flatMap((name) => [
      JSON.stringify(synth(environment(name)).terraform.backend),
      JSON.stringify(
        synth(environment(name, { state: new S3State({ bucket: "b", region: "eu-west-1" }) }))
          .terraform.backend,
      ),
    ]);

    expect(new Set(locations).size).toBe(locations.length);
  });

  test("in S3 is encrypted and locked by S3 itself", () => {
    const state = new S3State({ bucket: "states", region: "eu-west-1" });

    expect(synth(environment("dev", { state })).terraform.backend).toEqual({
      s3: {
        bucket: "states",
        region: "eu-west-1",
        key: "terraform.tfstate",
        workspace_key_prefix: "shop/dev",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  test("in HCP Terraform is in the workspace with the environment's name", () => {
    const state = new HcpTerraformState({ organization: "acme", project: "shop" });

    expect(synth(environment("dev", { state })).terraform.cloud).toEqual({
      organization: "acme",
      workspaces: { name: "dev", project: "shop" },
    });
  });

  test("in another local folder stays relative", () => {
    const state = new LocalState({ folder: "states/shop" });

    expect(synth(environment("dev", { state })).terraform.backend).toMatchObject({
      local: { workspace_dir: "../../../states/shop/dev" },
    });
  });
});
