import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Declaration } from "./declarations";
import { declarationsIn } from "./declarations";
import { parseJson } from "./json";

/** What `cdktf synth --hcl` writes. */
export const CDKTF_FILE = "cdk.tf";
/** What it writes beside it: the comments that its JSON has in each block. */
const METADATA_FILE = "metadata.json";

/** The declarations of a file, with the comments that CDKTF keeps beside HCL. */
export function withMetadata(file: string, declarations: readonly Declaration[]): Declaration[] {
  const metadata = path.join(path.dirname(file), METADATA_FILE);
  if (path.basename(file) !== CDKTF_FILE || !existsSync(metadata)) {
    return [...declarations];
  }
  const comments = new Map(
    declarationsIn(metadata, parseJson(metadata, readFileSync(metadata, "utf8"))).map(
      ({ address, body }) => [address, body["//"]],
    ),
  );
  return declarations.map((declaration) => {
    const comment = comments.get(declaration.address);
    return comment === undefined
      ? declaration
      : { ...declaration, body: { ...declaration.body, "//": comment } };
  });
}
