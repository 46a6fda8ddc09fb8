import type { Compute, Computed } from "./compute";
import { digestOf } from "./compute";

/** The runner never creates the zip: its hashes are derived from its address. */
const attributes: Readonly<Record<string, Compute>> = {
  output_base64sha256: digestOf("base64"),
  output_base64sha512: digestOf("base64", "sha512"),
  output_md5: digestOf("hex", "md5"),
  output_sha: digestOf("hex", "sha1"),
  output_sha256: digestOf("hex"),
  output_sha512: digestOf("hex", "sha512"),
};

/** The resource and the data source have the same attributes. */
export const archiveFile: Computed = {
  "data.archive_file": attributes,
  archive_file: attributes,
};
