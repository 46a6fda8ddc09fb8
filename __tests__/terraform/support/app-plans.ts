import { readFileSync } from "node:fs";
import path from "node:path";
import type { Cloud } from "./cloud";
import { copyProject } from "./project";
import { terraformIn } from "./terraform";

/** A change of the app as people make it: file, text, and what replaces it. */
const FEATURE: readonly (readonly [string, string, string])[] = [
  [
    "constructs/systems/hello.ts",
    'api.addRoute("GET /"',
    'api.addRoute("POST /greetings", new HttpLambdaIntegration(this.function));\n    api.addRoute("GET /"',
  ],
  ["constructs/systems/account-settings.ts", "timeout: Duration.seconds(10)", "memorySize: 256"],
  [
    "constructs/systems/account-settings.ts",
    'api.root.addMethod("ANY", integration);',
    'api.root.addResource("limits").addMethod("GET", integration);',
  ],
  [
    "constructs/systems/account-settings.ts",
    'actions: ["lambda:GetAccountSettings"]',
    'actions: ["lambda:GetAccountSettings", "lambda:ListFunctions"]',
  ],
];

/** A change of the deployed app: the JSON of its plan, and of the two syntheses, by its name. */
export async function appPlans(cloud: Cloud): Promise<Record<string, string>> {
  const project = copyProject(cloud);
  await project.init("dev");
  const folder = project.stackFolder("dev");
  const env = { ...(await cloud.envIn(folder)), TF_WORKSPACE: "dev" };
  const terraform = terraformIn(folder, env);
  await terraform.apply();
  const synthesis = () =>
    JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as object;
  const base = synthesis();

  FEATURE.forEach((edit) => project.edit(...edit));
  await project.synth("dev");
  await terraform.ok("plan", "-input=false", "-out=plan");
  const plan = JSON.parse((await terraform.ok("show", "-json", "plan")).stdout) as object;
  return {
    feature: JSON.stringify({ base, head: synthesis(), plan: { ...plan, ...NOT_READ } }),
  };
}

/** What the review doesn't read. */
const NOT_READ = { planned_values: undefined, relevant_attributes: undefined };
