import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { LambdaFolders } from "../code/lambda-folders";
import { inHome, newestFile } from "./installed";
import { programOutput } from "./program-output";
import type { ClientFunction, RuntimeClient } from "./runtime-client";

const TOOL = "amazon.lambda.testtool";

/**
 * An executable assembly contains AWS's client for .NET. The handler of a class library
 * (`Assembly::Type::Method`) is loaded by the client of AWS's test tool, which is the one that Lambda has.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html
 */
export async function findDotnetClient(
  { runtime, handler }: ClientFunction,
  { taskRoot }: LambdaFolders,
): Promise<RuntimeClient> {
  const major = runtime.slice("dotnet".length);
  const installed = await programOutput("dotnet", ["--list-runtimes"]);
  const version = new RegExp(`^Microsoft\\.NETCore\\.App (${major}\\.\\S+)`, "m").exec(
    installed ?? "",
  )?.[1];
  if (version === undefined) {
    throw new Error(
      `${runtime} needs dotnet on PATH with the .NET runtime ${major}, and "dotnet --list-runtimes" shows none. Install it; see https://dotnet.microsoft.com/download`,
    );
  }
  const command = handler.includes(":")
    ? classLibrary(runtime, handler, taskRoot)
    : executable(handler, taskRoot);
  return { version, path: "dotnet", command };
}

function executable(handler: string, taskRoot: string): [string, ...string[]] {
  const file = path.join(taskRoot, handler);
  const assembly = file.endsWith(".dll") ? file : `${file}.dll`;
  // A program that was compiled ahead of time is not an assembly.
  return existsSync(assembly) || !existsSync(file) ? ["dotnet", "exec", assembly] : [file];
}

function classLibrary(runtime: string, handler: string, taskRoot: string): [string, ...string[]] {
  const client = newestFile(inHome(".dotnet/tools/.store", TOOL), (version) =>
    path.join(
      ...[TOOL, version, "content/Amazon.Lambda.RuntimeSupport"],
      ...[`net${runtime.slice("dotnet".length)}.0`, "Amazon.Lambda.RuntimeSupport.dll"],
    ),
  );
  if (client === undefined) {
    throw new Error(
      `handler ${JSON.stringify(handler)} of ${runtime} needs AWS's client for .NET, which comes with its test tool. Run dotnet tool install --global ${TOOL}`,
    );
  }
  const [assembly = ""] = handler.split(":");
  const fileOf = (suffix: string): string => describingFile(taskRoot, assembly, suffix);
  return [
    ...(["dotnet", "exec", "--depsfile", fileOf(".deps.json")] as const),
    ...["--runtimeconfig", fileOf(".runtimeconfig.json"), client, handler],
  ];
}

/** The assembly's own file, or the only one of its kind. */
function describingFile(taskRoot: string, assembly: string, suffix: string): string {
  const own = `${assembly}${suffix}`;
  const files = readdirSync(taskRoot).filter((file) => file.endsWith(suffix));
  const [only] = files.length === 1 ? files : [own];
  return path.join(taskRoot, files.includes(own) ? own : (only ?? own));
}
