import { readFileSync, statSync } from "node:fs";
import type { IConstruct } from "constructs";
import { refuse } from "../core/refusal";

/**
 * A mapping template that lies in a file of its own.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export class Template {
  /** @param path - of a Velocity file, from the folder where the app is run */
  static fromFile(path: string): Template {
    return new Template(path);
  }

  private constructor(private readonly path: string) {}

  /** @throws if there is no such file */
  read(scope: IConstruct): string {
    if (!statSync(this.path, { throwIfNoEntry: false })?.isFile()) {
      refuse(scope, {
        what: "path of the template",
        value: this.path,
        allowed: "a file that is there",
        fix: "Write the path from the folder where the app is run.",
      });
    }
    return readFileSync(this.path, "utf8");
  }
}

/** Mapping templates by content type: Velocity as it is, or in a file. */
export type Templates = Readonly<Record<string, string | Template>>;

/** The text of each template. */
export function readTemplates(
  scope: IConstruct,
  templates: Templates | undefined,
): Record<string, string> | undefined {
  return (
    templates &&
    Object.fromEntries(
      Object.entries(templates).map(([contentType, template]) => [
        contentType,
        typeof template === "string" ? template : template.read(scope),
      ]),
    )
  );
}
