import { readFileSync } from "node:fs";
import { parseArgs, parseEnv } from "node:util";
import { UsageError } from "./command";

/** The options that `npm start` and `npm run local` share. */
export interface ServeOptions {
  readonly port: number;
  readonly endpointsFile?: string;
  readonly watch: boolean;
  readonly envFile?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: "text" | "json";
  readonly allowedHosts: readonly string[];
}

export const SERVE_OPTIONS_HELP = `Options:
  --port N                port of the first API, the next ones follow (default 3000; 0: any free ones)
  --endpoints-file FILE   write the URLs there, when all is ready: JSON, stage address to URL
  --watch                 take changes while serving
  --env-file FILE         variables that every function gets, over its own
  --log-format FORMAT     of the functions' log on stderr: text or json (default text)
  --allow-host NAME       take requests for this host too, besides localhost (repeatable)
  --help, --version
`;

export function parseServeOptions(args: string[]): {
  readonly options: ServeOptions;
  readonly positionals: string[];
} {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      port: { type: "string", default: "3000" },
      "endpoints-file": { type: "string" },
      watch: { type: "boolean", default: false },
      "env-file": { type: "string" },
      "log-format": { type: "string", default: "text" },
      "allow-host": { type: "string", multiple: true, default: [] },
    },
  });
  const options: ServeOptions = {
    port: portOf(values.port),
    endpointsFile: values["endpoints-file"],
    watch: values.watch,
    envFile: values["env-file"],
    environment: values["env-file"] ? environmentOf(values["env-file"]) : {},
    logFormat: logFormatOf(values["log-format"]),
    allowedHosts: values["allow-host"].map(hostOf),
  };
  return { options, positionals };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) {
    return port;
  }
  throw new UsageError(`--port is "${text}"; allowed: 0 to 65535.`);
}

function logFormatOf(text: string): "text" | "json" {
  if (text === "text" || text === "json") {
    return text;
  }
  throw new UsageError(`--log-format is "${text}"; allowed: text, json.`);
}

function hostOf(text: string): string {
  if (/^[\w.-]+$/.test(text)) {
    return text;
  }
  throw new UsageError(
    `--allow-host is "${text}"; allowed: a host name without scheme and port, such as shop.test.`,
  );
}

function environmentOf(file: string): Record<string, string> {
  try {
    return parseEnv(readFileSync(file, "utf8")) as Record<string, string>;
  } catch (error) {
    throw new Error(`--env-file ${file} can't be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
