import type { Located, Reference } from "./syntax";

/** Learns what a template does while it is rendered. */
export interface TemplateObserver {
  /** A branch of #if, or an iteration of #foreach, is about to run. */
  onBranch?(directive: Located): void;
  /** Part of the result: what a text or reference of the template rendered. */
  onText?(rendered: string, node: Located): void;
  /** A reference that must have a value has none, or nothing has set its variable. */
  onMissing?(reference: Reference): void;
}

/** Observes every template that is compiled from now on; tests set it. */
export const OBSERVATION: { observe?: (source: string) => TemplateObserver | undefined } = {};
