import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Runner } from "../runner";

/** The table of URLs, aligned, for a person. */
export function endpointsTable(runner: Runner): string {
  const rows = runner.endpoints.map(({ api, stage, url }) => [url, api, stage.address]);
  const functions = runner.functionNames.map((name) => [`  ${name}`]);
  const title = ["URL", "API", "stage"];
  return [
    ...(rows.length > 0 ? aligned([title, ...rows]) : ["The stack has no API with a stage."]),
    "",
    `Lambda API: ${runner.lambdaUrl} with the functions`,
    ...functions.flat(),
    "",
  ].join("\n");
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Writes the stages' URLs at once, so that who waits for the file reads it whole. */
export function writeEndpointsFile(file: string, runner: Runner): void {
  const urls = Object.fromEntries(
    runner.endpoints.map(({ stage, url }) => [stage.address, url] as const),
  );
  const text = `${JSON.stringify(urls, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  const partial = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, file);
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`--endpoints-file ${file} can't be written: ${reason}`, { cause: error });
  }
}
