import type { Construct } from "constructs";
import { withoutTokens } from "../../core/literal";
import { nearestName } from "../../core/nearest-name";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import { unbalancedDirective } from "./balance";
import { parseVelocity, unknownMembers } from "./velocity";
import { readTemplates, Template, type Templates } from "./template";

interface TemplatesOwner {
  readonly api: Construct;
  /** The prop with the templates, e.g. `requestTemplates`. */
  readonly prop: string;
  /** What has them, e.g. `GET /pets`, as an error names it. */
  readonly owner: string;
}

/** The text of each mapping template, after what AWS finds only when it renders it was checked. */
export function readMappingTemplates(
  { api, prop, owner: named }: TemplatesOwner,
  templates: Templates | undefined,
): Record<string, string> | undefined {
  const texts = readTemplates(api, templates);
  for (const [key, text] of Object.entries(texts ?? {})) {
    const template = templates?.[key];
    const owner = `${prop}[${JSON.stringify(key)}] of ${named}`;
    const file = template instanceof Template ? template.path : undefined;
    checkTemplate(api, { owner, file }, withoutTokens(text));
  }
  return texts;
}

interface Origin {
  /** The prop, the key of the template and what has it. */
  readonly owner: string;
  readonly file: string | undefined;
}

function checkTemplate(api: Construct, origin: Origin, text: string): void {
  const unbalanced = unbalancedDirective(text);
  if (unbalanced) {
    const { directive, at, problem, fix } = unbalanced;
    refuse(api, { what: place(origin, text, at), value: directive, allowed: problem, fix });
  }
  const parsed = parseVelocity(text);
  if (parsed.error) {
    const where = place(origin, text, parsed.error.at);
    warn(
      api,
      `${where} can't be parsed: ${parsed.error.text}. API Gateway may fail to render the template.`,
    );
    return;
  }
  for (const { variable, member, at, known } of unknownMembers(text, parsed.nodes)) {
    const nearest = nearestName(member, known);
    refuse(api, {
      what: place(origin, text, at),
      value: `$${variable}.${member}`,
      allowed: known.map((name) => `$${variable}.${name}`).join(", "),
      fix: nearest ? `Did you mean $${variable}.${nearest}?` : "Correct the name.",
    });
  }
}

/** `request.vtl:3:5 (requestTemplates["application/json"] of GET /pets)` */
function place({ owner, file }: Origin, text: string, at: number): string {
  const before = text.slice(0, at).split(/\r\n?|\n/);
  const [line, column] = [before.length, (before.at(-1) ?? "").length + 1];
  return file === undefined
    ? `${owner}, line ${line}, column ${column},`
    : `${file}:${line}:${column} (${owner})`;
}
