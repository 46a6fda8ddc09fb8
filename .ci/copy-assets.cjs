// Copies what tsc leaves out into dist/: the files beside the sources that run as they are.
const { cpSync, readdirSync, statSync } = require("node:fs");
const path = require("node:path");

const ROOT = path.join(__dirname, "..");
const DIST = path.join(ROOT, "dist");
const ASSET = /\.(cjs|mjs|py|json)$/;

function copyAssets(folder) {
  for (const name of readdirSync(path.join(ROOT, folder))) {
    const file = path.join(folder, name);
    if (statSync(path.join(ROOT, file)).isDirectory()) {
      copyAssets(file);
    } else if (ASSET.test(name)) {
      cpSync(path.join(ROOT, file), path.join(DIST, file));
    }
  }
}

copyAssets("constructs");
copyAssets("local");
