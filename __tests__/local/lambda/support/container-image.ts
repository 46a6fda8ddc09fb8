import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileIn } from "../../../support/write-file";
import { until } from "./processes";

/** What the image below is made of. */
const PROGRAMS = ["sh", "curl", "cut", "grep", "rm", "sleep", "tr"];

/** Runs what the event says in a shell, and responds with its output after the image's command. */
const BOOTSTRAP = `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  event=$(curl -sS -D /tmp/headers "$api/next")
  id=$(grep -i Lambda-Runtime-Aws-Request-Id /tmp/headers | tr -d '[:space:]' | cut -d: -f2)
  command="\${event#?}"
  command="\${command%?}"
  case "$command" in exit*) $command ;; esac
  output=$(eval "$command" 2>&1)
  curl -sS "$api/$id/response" -d "\\"$*: $output\\"" > /dev/null
done
`;

// Podman's own settings need rights and a version of cgroups that not every machine has.
process.env.CONTAINERS_CONF ??= writeFileIn(
  mkdtempSync(path.join(tmpdir(), "containers-conf-")),
  "containers.conf",
  `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
${spawnSync("runc", ["--version"]).status === 0 ? '[engine]\nruntime = "runc"' : ""}
`,
);

/** The engine of this machine; undefined if none works. */
const engine = ["docker", "podman"].find(
  (name) => spawnSync(name, ["info"], { stdio: "ignore" }).status === 0,
);

/** Why containers can't run here; undefined if they can. */
export const missing =
  engine === undefined ? "neither docker nor podman works (apt-get install podman)" : undefined;

/** An image with a custom runtime, made of programs of this machine: no registry is needed. */
export class ContainerImage {
  readonly uri = `local-runner-tests/shell:${process.pid}`;

  constructor(private readonly command = engine ?? "") {
    const root = mkdtempSync(path.join(tmpdir(), "image-"));
    copyPrograms(root);
    mkdirSync(path.join(root, "tmp"));
    writeFileIn(root, "bootstrap", BOOTSTRAP, 0o755);
    const changes = ['ENTRYPOINT ["/bootstrap"]', 'CMD ["from", "the image"]', "ENV PATH=/bin"];
    const tar = path.join(root, "../", `${path.basename(root)}.tar`);
    execFileSync("tar", ["-C", root, "-cf", tar, "."]);
    const options = changes.flatMap((change) => ["--change", change]);
    this.engine("import", ...options, tar, this.uri);
    rmSync(root, { recursive: true });
    rmSync(tar);
  }

  /** The names of the running containers of the image. */
  get running(): string[] {
    return this.containers();
  }

  /** An engine can't remove an image while it still removes an ended container of it. */
  async remove(): Promise<void> {
    await until(() => this.containers("--all").length === 0, 20_000);
    this.engine("rmi", "--force", this.uri);
  }

  private containers(...options: readonly string[]): string[] {
    return this.engine("ps", ...options, "--format", "{{.Names}} {{.Image}}")
      .split("\n")
      .filter((line) => line.endsWith(this.uri))
      .map((line) => line.split(" ")[0] ?? "");
  }

  private engine(...args: readonly string[]): string {
    // jest's `process.env` is a copy, which a program gets only if it is passed.
    const options = { encoding: "utf8", stdio: "pipe", env: process.env } as const;
    return execFileSync(this.command, args, options);
  }
}

/** Copies programs to `/bin`, and the libraries that they need to where they look for them. */
function copyPrograms(root: string): void {
  for (const name of PROGRAMS) {
    const program = execFileSync("which", [name], { encoding: "utf8" }).trim();
    cpSync(realpathSync(program), path.join(root, "bin", name));
    const libraries = execFileSync("ldd", [program], { encoding: "utf8" });
    for (const [library] of libraries.matchAll(/\/\S+/g)) {
      cpSync(realpathSync(library), path.join(root, library));
    }
  }
}
