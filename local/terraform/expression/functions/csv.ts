import type { Value } from "../../resolved-stack";
import { ExpressionValueError } from "../values";

/** A field, quoted or not, and what ends it. */
const FIELD = /(?:"(?<quoted>(?:[^"]|"")*)"|(?<bare>[^",\n]*))(?<end>,|\n|$)/y;

/**
 * An object for each line after the header, as Go's reader of RFC 4180 splits them: lines without any
 * character are skipped, and each line must have as many fields as the header.
 * @see https://developer.hashicorp.com/terraform/language/functions/csvdecode
 */
export function csvdecode(source: string): Value {
  const [header, ...rows] = records(source.replace(/\r(?=\n|$)/g, ""));
  if (!header) {
    throw new ExpressionValueError("the header line is missing");
  }
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new ExpressionValueError(`two columns have the name "${twice}"`);
  }
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
}

function records(source: string): string[][] {
  const found: string[][] = [];
  let record: string[] = [];
  const field = new RegExp(FIELD);
  while (field.lastIndex < source.length || record.length > 0) {
    if (record.length === 0 && source[field.lastIndex] === "\n") {
      field.lastIndex += 1;
      continue;
    }
    const { quoted, bare = "", end } = nextField(field, source, found.length + 1);
    record.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ",") {
      found.push(complete(record, found));
      record = [];
    }
  }
  return found;
}

function nextField(field: RegExp, source: string, record: number) {
  const groups = field.exec(source)?.groups;
  if (groups) {
    return groups;
  }
  throw new ExpressionValueError(
    `record ${record} has a quotation mark inside a field; quote the field, and double the mark`,
  );
}

function complete(record: string[], [header = record]: readonly string[][]): string[] {
  if (record.length === header.length) {
    return record;
  }
  throw new ExpressionValueError(
    `expected ${header.length} fields in each line, got ${record.length}`,
  );
}
