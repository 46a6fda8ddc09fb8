import { rmSync } from "node:fs";
import path from "node:path";
import { compile } from "./compile";
import { copyAssets } from "./copy-assets";
import { pruneDeclarations } from "./prune-declarations";

/** Builds the package in `dist/`: `npm run build`. */
const ROOT = path.join(__dirname, "../..");

rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
compile(path.join(ROOT, ".ci/tsconfig.build.json"));
pruneDeclarations(ROOT);
copyAssets(ROOT, ["constructs", "local"]);
