import { Testing } from "cdktf";
import { SystemsStack } from "../../../main";

/** The attributes that name a resource on AWS. */
const NAMES = ["name", "function_name", "bucket", "log_group_name", "alarm_name", "dashboard_name"];

type Attributes = Readonly<Record<string, unknown>>;

/** The physical name of each resource of the sample app, by its Terraform address; null if AWS names it. */
export function addresses(): Record<string, string | null> {
  const json = Testing.synth(new SystemsStack(Testing.app(), "prod"));
  const { resource } = JSON.parse(json) as { resource: Record<string, Record<string, Attributes>> };
  const rows = Object.entries(resource).flatMap(([type, ofType]) =>
    Object.entries(ofType).map(([id, body]) => [`${type}.${id}`, nameOf(body)] as const),
  );
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nameOf(body: Attributes): string | null {
  const name = NAMES.map((attribute) => body[attribute]).find((value) => typeof value === "string");
  return (name as string | undefined) ?? null;
}
