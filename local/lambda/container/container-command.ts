import type { ContainerImage } from "../config/function-config";
import type { ContainerEngine, InspectedImage } from "./container-engine";

/** A function's container image on this machine. */
export interface PreparedImage {
  readonly engine: ContainerEngine;
  readonly image: ContainerImage;
  readonly inspected: InspectedImage;
}

export interface ContainerSettings {
  /** A name that no other container has. */
  readonly name: string;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The command that runs a sandbox in a container, limited as on Lambda: to the function's memory, and
 * to a file system that can be written to in `/tmp` only. It shares the machine's network, where the
 * Runtime API and the endpoints of the runner are.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#images-reqs
 */
export function containerCommand(
  { engine, image, inspected }: PreparedImage,
  { name, memoryMegabytes, environment }: ContainerSettings,
): string[] {
  const [program, ...args] = image.entryPoint ?? inspected.entryPoint;
  const memory = `${memoryMegabytes}m`;
  return [
    ...[engine, "run", "--rm", "--pull=never", "--name", name, "--network=host"],
    ...["--memory", memory, "--memory-swap", memory],
    ...["--read-only", "--volume", "/tmp"],
    ...Object.entries(environment).flatMap(([key, value]) => ["--env", passed(key, value)]),
    ...(image.workingDirectory ? ["--workdir", image.workingDirectory] : []),
    // Without an entry point, the first word of the command is the program.
    ...(program === undefined ? [] : ["--entrypoint", program]),
    image.uri,
    ...args,
    ...(image.command ?? inspected.command),
  ];
}

/** By its name alone, a variable isn't shown in the list of processes. */
function passed(key: string, value: string): string {
  return process.env[key] === undefined ? key : `${key}=${value}`;
}
