import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LOADER } from "../../support/run-command";
import { ARCHIVE, unpackedFolder } from "./mirrors";

/**
 * Makes a filesystem mirror that holds our stand-in for the archive provider. It needs
 * TF_DISABLE_PLUGIN_TLS=1, because it speaks plain gRPC.
 */
export function makeArchiveStandIn(mirror: string): void {
  const folder = unpackedFolder(mirror, ARCHIVE);
  mkdirSync(folder, { recursive: true });
  const loader = LOADER;
  const provider = path.join(__dirname, "archive-provider/provider.ts");
  writeFileSync(
    path.join(folder, `terraform-provider-archive_v${ARCHIVE.version}_x5`),
    `#!/bin/sh\nexec '${process.execPath}' --require '${loader}' '${provider}' "$@"\n`,
    { mode: 0o755 },
  );
}
