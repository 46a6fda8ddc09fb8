import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";

const LOCK_FILES = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"];
const PACKAGES = "node_modules";
/** What `terraform init` downloads, modules among it. */
const TERRAFORM_DATA = ".terraform";

/**
 * Lets a checked-out commit use the packages and Terraform modules that are installed in the project.
 * @throws Error if the commit needs other packages
 */
export function linkPackages(checkedOut: string, project: string, ref: string): void {
  const other = LOCK_FILES.find((name) => contentOf(checkedOut, name) !== contentOf(project, name));
  if (other !== undefined) {
    throw new Error(
      `${ref} has another ${other} than the working folder, so the installed packages aren't its own. Check it out (git worktree add), install its packages and synthesise it there, and pass that cdktf.out.`,
    );
  }
  for (const name of [PACKAGES, TERRAFORM_DATA]) {
    const installed = path.join(project, name);
    if (existsSync(installed) && !existsSync(path.join(checkedOut, name))) {
      symlinkSync(path.resolve(installed), path.join(checkedOut, name));
    }
  }
}

function contentOf(folder: string, name: string): string | undefined {
  const file = path.join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
