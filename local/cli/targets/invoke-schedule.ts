import type { InvocableSchedule } from "../../lambda";
import { SCHEDULES_PATH } from "../../lambda/invoke-api/named-views";
import { findRunningRunner } from "../../lambda/invoke-api/running-runner";
import { matching } from "../../testing/named-resources";

/**
 * The function of a schedule, and the event that it would get now, from the local runner.
 * @param schedule name, Terraform address, construct's path, or a construct id with one schedule
 * @param url of the runner's Lambda API. @default that of the runner that was started in this folder
 * @throws Error if no runner is up, or the stack has no such schedule
 */
export async function scheduledInvocation(
  schedule: string,
  url: string | undefined,
): Promise<InvocableSchedule> {
  const runner = url ?? (await findRunningRunner(process.cwd()))?.url;
  if (runner === undefined) {
    throw new Error(
      `--schedule ${schedule} needs the local runner. Run "cdktf-lambda-api serve" in this folder.`,
    );
  }
  const response = await fetch(`${runner}${SCHEDULES_PATH}`);
  const schedules = (await response.json()) as readonly InvocableSchedule[];
  // A schedule is there once for each of its functions.
  const [found, another] = matching(schedule, schedules);
  if (!found) {
    const names = schedules.map(({ name }) => name).join(", ");
    const allowed = names ? `allowed: ${names}` : "no schedule of the stack does";
    throw new Error(`--schedule ${schedule}: no such schedule invokes a function; ${allowed}.`);
  }
  if (another && another.address !== found.address) {
    const names = matching(schedule, schedules).map(({ address }) => address);
    throw new Error(`--schedule ${schedule} means several schedules: ${names.join(", ")}.`);
  }
  return found;
}
