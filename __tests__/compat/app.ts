import { writeFileSync } from "node:fs";
import { App } from "cdktf";
import { EnvironmentStack, lambda } from "../../constructs";
import { ACCEPTED_SINCE } from "../../constructs/lambda/runtime-provider";
import { AccountStack, SystemsStack } from "../../main";
import { authorizedApis } from "../terraform/fixtures/authorized-apis";
import { connectedApis } from "../terraform/fixtures/connected-apis";
import { functionOptions } from "../terraform/fixtures/function-options";
import { pets } from "../terraform/fixtures/pets";
import { plannedApis } from "../terraform/fixtures/planned-apis";

// Stacks that together use every kind of construct. A combination of packages synthesises them.
const app = new App();
new SystemsStack(app, "dev");
new SystemsStack(app, "prod");
new AccountStack(app);
authorizedApis(stackOf("authorized-apis"), "web");
connectedApis(stackOf("connected-apis"));
functionOptions(stackOf("function-options"));
pets(stackOf("pets"), { routes: ["GET /pets"], functionName: "pets", result: "Rex" });
plannedApis(stackOf("planned-apis"));
app.synth();

const runtimes = stackOf("runtimes");
writeFileSync(
  "refused-runtimes.json",
  JSON.stringify([...ACCEPTED_SINCE.keys()].filter(isRefused)),
);

function stackOf(name: string): EnvironmentStack {
  return new EnvironmentStack(app, name, { app: name, region: "us-east-1" });
}

function isRefused(name: string): boolean {
  const code = lambda.Code.fromBucket("code", "code.zip");
  try {
    const runtime = lambda.Runtime.of(name);
    new lambda.Function(runtimes, name, { runtime, handler: "index.handler", code });
    return false;
  } catch {
    return true;
  }
}
