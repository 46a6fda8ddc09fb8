import type { FunctionConfig } from "../config/function-config";
import type { SandboxCommand } from "../sandbox/sandbox-process";
import type { PreparedImage } from "./container-command";
import { containerCommand } from "./container-command";
import { removeContainer } from "./container-engine";

/** Where Lambda's base images have the code, the layers' files and the runtime. */
export const FOLDERS_IN_IMAGE = {
  taskRoot: "/var/task",
  opt: "/opt",
  runtimeFolder: "/var/runtime",
};

/** Variables of a process on this machine; in a container, the image's own have effect. */
const PROCESS_VARIABLES = ["LD_LIBRARY_PATH", "PATH", "PWD", "SHLVL", "_HANDLER"];

/** The command of a sandbox that runs in a container. */
export function containerSandbox(
  prepared: PreparedImage,
  { environment: own, memoryMegabytes }: FunctionConfig,
  sandbox: {
    readonly environment: Readonly<Record<string, string>>;
    readonly mark: string;
    /** Where the engine's command runs: Podman writes a file there if the memory was exceeded. */
    readonly folder: string;
  },
): SandboxCommand {
  const { mark, folder } = sandbox;
  const name = `local-lambda-${mark}`;
  const environment = Object.fromEntries(
    Object.entries(sandbox.environment).filter(
      ([key]) => key in own || !PROCESS_VARIABLES.includes(key),
    ),
  );
  const [command = "", ...args] = containerCommand(prepared, {
    name,
    memoryMegabytes,
    environment,
  });
  return {
    command,
    args,
    folder,
    // The developer's variables too: they name the engine's daemon.
    environment: { ...environment, ...process.env },
    mark,
    memoryMegabytes,
    container: { remove: () => removeContainer(prepared.engine, name) },
  };
}
