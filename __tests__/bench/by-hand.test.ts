import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { appStack } from "./synth/app";
import type { Synthesised } from "./synth/by-hand";
import { synthesise } from "./synth/compare";

/** Without the constructs' paths, which alone may differ. */
function plain({ resource, data }: Synthesised): unknown {
  const text = JSON.stringify({ resource, data }, (key, value: unknown) =>
    key === "//" ? undefined : value,
  );
  return JSON.parse(text);
}

test("what the app is compared with are its own resources, attribute by attribute", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "by-hand-"));
  try {
    const { ours, raw } = appStack(folder);

    expect(plain(synthesise(raw, folder))).toEqual(plain(synthesise(ours, folder)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
