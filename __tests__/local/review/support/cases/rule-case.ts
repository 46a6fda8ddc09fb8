import type { PlainResources } from "../../../lambda/support/plain-stack";

/** A change that a rule names, another that it doesn't name, and the text of the finding. */
export interface RuleCase {
  readonly rule: string;
  readonly before: PlainResources;
  readonly after: PlainResources;
  readonly text: string;
  /** @default any */
  readonly subject?: string;
  /** @default the reverse of the change */
  readonly allowed?: readonly [before: PlainResources, after: PlainResources];
}
