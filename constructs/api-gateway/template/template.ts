import { readFileSync, statSync } from "node:fs";
import type { IConstruct } from "constructs";
import { kind, mapOf } from "../../core/props";
import { refuse } from "../../core/refusal";

/**
 * A mapping template in a file.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export class Template {
  /** @param path - of a Velocity file, relative to the folder in which the app runs */
  static fromFile(path: string): Template {
    return new Template(path);
  }

  private constructor(
    /** As given to `fromFile`. */
    readonly path: string,
  ) {}

  /** @throws if the file doesn't exist */
  read(scope: IConstruct): string {
    if (!statSync(this.path, { throwIfNoEntry: false })?.isFile()) {
      refuse(scope, {
        what: "path of the template",
        value: this.path,
        allowed: "a file that exists",
        fix: "Write the path relative to the folder in which the app runs.",
      });
    }
    return readFileSync(this.path, "utf8");
  }
}

/**
 * Mapping templates by content type, or by template key in a WebSocket API: Velocity text, or a file.
 */
export type Templates = Readonly<Record<string, string | Template>>;

/** The type of a prop that takes templates. */
export const TEMPLATES_KIND = mapOf(
  kind(
    "a string or Template.fromFile(path)",
    (value) => typeof value === "string" || value instanceof Template,
  ),
);

/** The text of each template. */
export function readTemplates(
  scope: IConstruct,
  templates: Templates | undefined,
): Record<string, string> | undefined {
  return (
    templates &&
    Object.fromEntries(
      Object.entries(templates).map(([key, template]) => [
        key,
        typeof template === "string" ? template : template.read(scope),
      ]),
    )
  );
}
