import type { Value } from "../../../local/terraform";

/** A string of Terraform's JSON, and what Terraform makes of it. */
export type Row = readonly [text: string, value: Value];
