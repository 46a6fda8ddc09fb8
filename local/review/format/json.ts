import type { Ajv, ValidateFunction } from "ajv";
import { printable } from "../../log/printable";
import type { Report } from "../report";
import schema from "./report.schema.json";

/** What `--format json` prints. `report.schema.json` describes it. */
interface ReportDocument {
  readonly version: 1;
  readonly reports: readonly Report[];
}

const VERSION = 1;

/** C1 control characters are the only ones of a terminal that JSON leaves as they are. */
const CONTROL = /[\x7f-\x9f]/g;

export function jsonOfReports(reports: readonly Report[]): string {
  const document: ReportDocument = { version: VERSION, reports };
  return `${JSON.stringify(document, null, 2).replace(CONTROL, escaped)}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * Reads what `--format json` printed. Anything else is refused, also a property that isn't known.
 * @param source names the text in messages
 */
export function readReports(text: string, source: string): readonly Report[] {
  const document = parsed(text, source);
  const validate = (validation ??= newValidation());
  if (!validate(document)) {
    const [error] = validate.errors ?? [];
    throw new Error(
      `${source} is not a report of this version: ${error?.instancePath || "it"} ${error?.message}. ` +
        "Write it again: npm run --silent review -- … --format json",
    );
  }
  return document.reports;
}

let validation: ValidateFunction<ReportDocument> | undefined;

/** Loads the library for the first report that is read: most reviews compare stacks or a plan. */
function newValidation(): ValidateFunction<ReportDocument> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  const { Ajv: AjvClass } = require("ajv") as { Ajv: typeof Ajv };
  return new AjvClass().compile<ReportDocument>(schema);
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The message quotes the text.
    const reason = printable((error as Error).message);
    throw new Error(`${source} is not valid JSON: ${reason}. Write it again with --format json.`, {
      cause: error,
    });
  }
}
