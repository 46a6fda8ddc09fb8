import { writeFileSync } from "node:fs";
import path from "node:path";
import { policyOf, stackRights } from "../../local/deployer";
import { readStack } from "../../local/terraform";
import { accessesOf, deniedBy } from "./support/access";
import type { AwsApi, Failure } from "./support/aws-api";
import { describeWithTerraform } from "./support/cloud";
import type { Project } from "./support/project";
import { copyProject } from "./support/project";
import type { Terraform } from "./support/terraform";

const SMALL_APP = "__tests__/terraform/fixtures/small-app.ts";

describeWithTerraform("an environment's state", (cloud) => {
  describe("in the wrong workspace", () => {
    let project: Project;
    beforeAll(async () => {
      project = copyProject(cloud(), { app: SMALL_APP });
      await project.init("dev");
    });

    // terraform-cdk#376
    test.each([undefined, "prod"])(
      "fails a plan and an apply before anything changes, with the command to run (%s)",
      async (workspace) => {
        const { aws } = cloud();
        const terraform = project.terraform("dev", workspace);
        aws.forgetCalls();

        const plan = await terraform.run("plan", "-input=false");
        const apply = await terraform.run("apply", "-auto-approve", "-input=false");

        for (const { status, output } of [plan, apply]) {
          expect(status).toBe(1);
          expect(unwrapped(output)).toContain("Run: TF_WORKSPACE=dev npx cdktf deploy");
        }
        expect(aws.changes()).toEqual([]);
      },
    );

    test("is refused at synth if no environment has its name", async () => {
      const synth = project.synth("staging");

      await expect(synth).rejects.toThrow(
        /TF_WORKSPACE is "staging", which is not an environment of this app; allowed: dev, prod/,
      );
    });
  });

  describe("in S3", () => {
    let project: Project;
    let dev: Terraform;
    beforeAll(async () => {
      await cloud().aws.send("s3", "PUT", "/states");
      project = copyProject(cloud(), { app: SMALL_APP, env: { STATE_BUCKET: "states" } });
      dev = await project.init("dev");
    });

    test("is locked: one of two simultaneous applies fails, and nothing is lost", async () => {
      const { aws } = cloud();
      const { first, second } = await twoAppliesAtOnce(aws, dev);

      expect(first).toMatchObject({ status: 0 });
      expect(second.status).toBe(1);
      expect(second.output).toContain("Error acquiring the state lock");
      await expect(dev.ok("plan", "-detailed-exitcode")).resolves.toMatchObject({ status: 0 });
    });

    test("is encrypted, has the environment's own key, and is left unlocked", async () => {
      const { aws } = cloud();
      const listing = await (await aws.send("s3", "GET", "/states")).text();
      const key = "small/dev/dev/terraform.tfstate";
      const state = await aws.send("s3", "HEAD", `/states/${key}`);

      expect(listing.match(/<Key>[^<]*/g)).toEqual([`<Key>${key}`]);
      expect(state.headers.get("x-amz-server-side-encryption")).toBe("AES256");
    });

    test("needs only permissions that the deployer policy grants", () => {
      const policy = policyOf([stackRights(readStack(project.stackFolder("dev")))]);
      const calls = cloud()
        .aws.calls()
        .filter(({ service, path }) => service === "s3" && path.startsWith("/states"))
        // The bucket is made by the test.
        .filter(({ method, path }) => `${method} ${path}` !== "PUT /states");

      const accesses = calls.flatMap(accessesOf);

      expect(new Set(accesses.map(({ action }) => action))).toEqual(
        new Set(["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"]),
      );
      expect(deniedBy(policy, accesses)).toEqual([]);
    });

    test("lets a second environment start without a workspace created by hand", async () => {
      const prod = await project.init("prod");
      await prod.apply();

      expect(await prod.resources()).toEqual(await dev.resources());
    });
  });

  describe("after an apply that failed half-way", () => {
    beforeEach(() => cloud().aws.reset());

    test.each<Failure>([403, 500])(
      "is completed by the next apply (the AWS API returned %i)",
      async (failure) => {
        const { aws } = cloud();
        const project = copyProject(cloud(), { app: SMALL_APP });
        const dev = await project.init("dev");
        tryCallsOnce(project.stackFolder("dev"));

        const failed = await aws.intercepting(
          ({ method, path: at }) =>
            method === "POST" && at.endsWith("/routes") ? failure : undefined,
          () => dev.run("apply", "-auto-approve", "-input=false"),
        );
        const half = await dev.resources();
        await dev.apply();

        expect(failed).toMatchObject({ status: 1 });
        expect(half.some((address) => address.startsWith("aws_apigatewayv2_api."))).toBe(true);
        expect(half.some((address) => address.startsWith("aws_apigatewayv2_route."))).toBe(false);
        await expect(dev.ok("plan", "-detailed-exitcode")).resolves.toMatchObject({ status: 0 });
      },
    );
  });
});

/** Otherwise the provider tries a failing call 25 times, with longer and longer pauses. */
function tryCallsOnce(stackFolder: string): void {
  const override = { provider: { aws: [{ max_retries: 1 }] } };
  writeFileSync(path.join(stackFolder, "retries_override.tf.json"), JSON.stringify(override));
}

/** Starts a second apply while the first one holds the lock; the first goes on when it has ended. */
function twoAppliesAtOnce(aws: AwsApi, terraform: Terraform) {
  const apply = () => terraform.run("apply", "-auto-approve", "-input=false");
  const underway = gate();
  const release = gate();
  return aws.intercepting(
    async ({ method, path }) => {
      if (method !== "POST" || path !== "/v2/apis") {
        return undefined;
      }
      underway.open();
      await release.opened;
      return undefined;
    },
    async () => {
      const first = apply();
      await Promise.race([underway.opened, first]);
      const second = await apply();
      release.open();
      return { first: await first, second };
    },
  );
}

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

/** Terraform breaks its messages into lines. */
function unwrapped(output: string): string {
  return output.replace(/\s*\n[│\s]*/g, " ");
}
