import { readFileSync } from "node:fs";
import path from "node:path";
import { CDKTF_SETTINGS } from "../../terraform/synthesis";

/** A folder with a cdktf.json: the CDKTF CLI runs its app there. */
export interface CdktfProject {
  readonly kind: "cdktf";
  readonly folder: string;
  /** Shell command of the app. */
  readonly app: string;
  /** Folder that the app writes to. */
  readonly output: string;
  /** The environment variables that the CDKTF CLI sets for the app. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The settings of cdktf.json that matter to a synthesis. */
interface Settings {
  readonly app?: unknown;
  readonly output?: unknown;
  readonly context?: unknown;
}

const DEFAULT_OUTPUT = "cdktf.out";

/**
 * Reads a project's cdktf.json as the CDKTF CLI does.
 * @throws Error if the file can't be read, or has no app
 * @see https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file
 */
export function readCdktfProject(folder: string): CdktfProject {
  const { app, output, context } = readSettings(path.join(folder, CDKTF_SETTINGS));
  if (typeof app !== "string" || app === "") {
    throw new Error(
      `${path.join(folder, CDKTF_SETTINGS)} has no app. Add the command that synthesises the project, such as "app": "npx ts-node main.ts".`,
    );
  }
  const written = process.env.CDKTF_OUTDIR ?? (typeof output === "string" ? output : undefined);
  return {
    kind: "cdktf",
    folder,
    app,
    output: path.resolve(folder, written ?? DEFAULT_OUTPUT),
    environment: {
      ...(written !== undefined && { CDKTF_OUTDIR: written }),
      ...(context !== undefined && { CDKTF_CONTEXT_JSON: JSON.stringify(context) }),
    },
  };
}

function readSettings(file: string): Settings {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Settings;
  } catch (error) {
    throw new Error(`${file} can't be read: ${(error as Error).message}`, { cause: error });
  }
}
