import { writeFileSync } from "node:fs";
import path from "node:path";
import { AFTER, BEFORE, GUARDED } from "../fixtures/reviewed-stack";
import type { Cloud } from "./cloud";
import { terraformIn } from "./terraform";

const EMPTY_ZIP = Buffer.from(`504b0506${"00".repeat(18)}`, "hex");

/** The JSON of the plans of changes that have everything, by name. */
export async function stackPlans(cloud: Cloud): Promise<Record<string, string>> {
  const folder = cloud.newFolder("reviewed");
  writeFileSync(path.join(folder, "code.zip"), EMPTY_ZIP);
  const terraform = terraformIn(folder, await cloud.envIn(folder));
  const configure = (stack: object) => {
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack));
  };
  const plan = async (stack: object) => {
    configure(stack);
    await terraform.run("plan", "-input=false", "-out=plan");
    return (await terraform.ok("show", "-json", "plan")).stdout;
  };

  configure(GUARDED);
  await terraform.ok("init", "-input=false");
  const guarded = await plan(GUARDED);
  const create = await plan(BEFORE);
  await terraform.ok("apply", "-input=false", "plan");
  await terraform.ok("state", "rm", "aws_cloudwatch_log_group.imported");
  await cloud.aws.send("lambda", "PUT", "/2015-03-31/functions/pets/configuration", {
    MemorySize: 512,
  });
  return { guarded, create, change: await plan(AFTER) };
}
