import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { Runner } from "../../runner/runner";
import { aligned } from "../aligned";

/** The table of URLs, with the functions below it. */
export function endpointsTable(runner: Runner): string {
  const rows = [
    ...runner.endpoints.map(({ api, stage, url }) => [url, api, stage.address]),
    ...runner.domainEndpoints.map(({ name, url }) => [url, name, "by its mappings"]),
  ];
  const functions = runner.functionNames.map((name) => `  ${name}`);
  const title = ["URL", "API", "STAGE"];
  return [
    ...(rows.length > 0 ? aligned([title, ...rows]) : [withoutEndpoint(runner)]),
    "",
    `Lambda API: ${runner.lambdaUrl} ${functions.length > 0 ? "with the functions" : "without a function"}`,
    ...functions,
    ...runner.services.flatMap(({ name, url, resources }) => [
      `${name}: ${url} with ${resources.length > 0 ? "the resources" : "no resources of the stack"}`,
      ...aligned(resources.map(({ kind, name: own, state }) => [`  ${kind}`, own, state])),
    ]),
    "",
  ].join("\n");
}

function withoutEndpoint({ apis }: Runner): string {
  if (apis.length === 0) {
    return "The stack has no API.";
  }
  const hasServed = apis.some(({ isServed }) => isServed);
  return hasServed ? "No API that is served has a stage." : "No API is served.";
}

/** Removes the file of an earlier run, which a waiting program would read too early. */
export function removeEndpointsFile(file: string): void {
  writing(file, () => rmSync(file, { force: true }));
}

/** Writes the stages' URLs in one step: a waiting program never reads a part of the file. */
export function writeEndpointsFile(file: string, runner: Runner): void {
  const urls = Object.fromEntries(
    runner.endpoints.map(({ stage, url }) => [stage.address, url] as const),
  );
  const partial = `${file}.${process.pid}.tmp`;
  writing(file, () => {
    writeFileSync(partial, `${JSON.stringify(urls, null, 2)}\n`);
    renameSync(partial, file);
  });
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`--endpoints-file ${file} can't be written: ${reason}`, { cause: error });
  }
}
