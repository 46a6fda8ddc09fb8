import type { IConstruct } from "constructs";
import { checkPattern } from "../core/checks";
import { refuse } from "../core/refusal";

const MAX_TAGS = 50;
const CHARACTERS = "letters, digits, spaces and _ . : / = + - @";

/**
 * The tags that the stack sets, and the user's.
 * @throws if there are too many, one has the same name as a tag of the stack, or AWS doesn't accept it
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function allTags(
  scope: IConstruct,
  own: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const all = { ...own, ...given };
  const count = Object.keys(all).length;
  if (count > MAX_TAGS) {
    refuse(scope, {
      what: "number of tags",
      value: count,
      allowed: `up to ${MAX_TAGS}, including ${Object.keys(own).join(", ")}`,
      fix: "Remove some.",
    });
  }
  for (const [name, value] of Object.entries(given)) {
    checkKey(scope, own, name);
    checkPattern(scope, `tag ${name}`, value, {
      pattern: /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u,
      allowed: `up to 256 ${CHARACTERS}`,
      fix: "Use only these characters.",
    });
  }
  return all;
}

function checkKey(scope: IConstruct, own: object, name: string): void {
  if (Object.hasOwn(own, name)) {
    refuse(scope, {
      what: "key of a tag",
      value: name,
      allowed: `keys other than ${Object.keys(own).join(", ")}, which the stack sets`,
      fix: "Choose another key.",
    });
  }
  checkPattern(scope, "key of a tag", name, {
    pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/iu,
    allowed: `1 to 128 ${CHARACTERS}, not starting with aws:`,
    fix: "Choose another key.",
  });
}
