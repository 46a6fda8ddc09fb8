import type { EnvironmentStack } from "../../../constructs";
import { synth } from "../lambda/support";

type Attributes = Readonly<Record<string, unknown>>;

/** The alarms of a stack, by the id of their construct. */
export function alarmsIn(stack: EnvironmentStack): Readonly<Record<string, Attributes>> {
  const alarms = Object.values(synth(stack).resource.aws_cloudwatch_metric_alarm ?? {});
  const named = alarms.map((alarm) => [String(alarm.alarm_name).split("-").at(-1), alarm] as const);
  return Object.fromEntries(named.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1))) as Record<
    string,
    Attributes
  >;
}
