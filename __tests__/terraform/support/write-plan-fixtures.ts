import { writeFileSync } from "node:fs";
import { planFixtureFile } from "../../support/plan-fixtures";
import { appPlans } from "./app-plans";
import { startCloud } from "./cloud";
import { modulePlans } from "./module-plans";
import { stackPlans } from "./stack-plans";
import { findToolchain } from "./toolchain";

/** `npm run plan-fixtures`: writes anew the plans of the real Terraform that tests read. */
async function main(): Promise<void> {
  const toolchain = findToolchain();
  if (toolchain.kind === "missing") {
    throw new Error(toolchain.reason);
  }
  const { cloud, stop } = await startCloud(toolchain);
  try {
    const fixtures = {
      ...(await stackPlans(cloud)),
      ...(await appPlans(cloud)),
      ...(await modulePlans(cloud)),
    };
    for (const [name, fixture] of Object.entries(fixtures)) {
      writeFileSync(planFixtureFile(name), `${fixture.trim()}\n`);
    }
  } finally {
    await stop();
    toolchain.remove();
  }
}

void main();
