import { readdirSync } from "node:fs";
import path from "node:path";
import { byCodePoints } from "../expression/values";

const AUTOMATIC = /\.auto\.tfvars(?:\.json)?$/;

/**
 * The variable files that Terraform loads automatically, in ascending order of precedence: those of
 * the stack's folder, then those of the project, which the CDKTF CLI passes to Terraform.
 * @see https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function variableFilesOf(folder: string, project?: string): string[] {
  return [folder, project].flatMap((one) => (one === undefined ? [] : filesIn(one)));
}

function filesIn(folder: string): string[] {
  const names = namesIn(folder);
  const found = [
    ...["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name)),
    ...names.filter((name) => AUTOMATIC.test(name)).sort(byCodePoints),
  ];
  return found.map((name) => path.join(folder, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A missing folder is reported when the stack is read.
    return [];
  }
}
