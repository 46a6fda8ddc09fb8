import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The program that runs containers: Docker's command line, or Podman's, which takes the same one. */
export type ContainerEngine = "docker" | "podman";

/** An image as its engine describes it. */
export interface InspectedImage {
  readonly id: string;
  readonly entryPoint: readonly string[];
  readonly command: readonly string[];
}

/** What is needed of an image's description; both engines write it alike. */
interface Description {
  readonly Id: string;
  readonly Config: {
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
  };
}

const ENGINES: readonly ContainerEngine[] = ["docker", "podman"];

/** How long an engine may take to respond; a busy daemon is slow. */
const TIMEOUT_MS = 20_000;

/** The engine that was found, by PATH. Another search follows a failed one: a daemon may start later. */
const found = new Map<string | undefined, ContainerEngine>();

/**
 * Docker, or Podman where there is no Docker that works.
 * @throws Error that says what to install or start
 */
export async function findContainerEngine(): Promise<ContainerEngine> {
  const known = found.get(process.env.PATH);
  if (known) {
    return known;
  }
  for (const engine of ENGINES) {
    if (await succeeds(engine, ["info"])) {
      found.set(process.env.PATH, engine);
      return engine;
    }
  }
  throw new Error(
    `package_type "Image" needs Docker or Podman, and neither "docker info" nor "podman info" succeeds. Install one of them (on Debian: apt-get install podman), or start Docker's daemon.`,
  );
}

/** @throws Error that says how to get the image, if this machine doesn't have it */
export async function inspectImage(engine: ContainerEngine, uri: string): Promise<InspectedImage> {
  let description: string;
  try {
    description = await run(engine, ["image", "inspect", uri]);
  } catch (error) {
    const [why] = String((error as { stderr?: string }).stderr)
      .trim()
      .split("\n")
      .slice(-1);
    throw new Error(
      `image_uri ${JSON.stringify(uri)} is not an image of this machine (${engine}: ${why}). Build it (${engine} build --tag ${uri} FOLDER), give it the name (${engine} tag IMAGE ${uri}) or pull it (${engine} pull ${uri}).`,
    );
  }
  const [{ Id, Config }] = JSON.parse(description) as [Description];
  return { id: Id, entryPoint: Config.Entrypoint ?? [], command: Config.Cmd ?? [] };
}

/** Ends a container at once, if it still runs, and removes its files. */
export async function removeContainer(engine: ContainerEngine, name: string): Promise<void> {
  await succeeds(engine, ["rm", "--force", "--volumes", name]);
}

async function succeeds(engine: ContainerEngine, args: readonly string[]): Promise<boolean> {
  try {
    await run(engine, args);
    return true;
  } catch {
    return false;
  }
}

/** @returns what the engine prints */
async function run(engine: ContainerEngine, args: readonly string[]): Promise<string> {
  const options = { env: process.env, timeout: TIMEOUT_MS };
  const { stdout } = await promisify(execFile)(engine, args, options);
  return stdout;
}
