import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { renameImport, renameImports } from "./rename-imports";

/** What the package for CDK Terrain needs beside it. `npm run test:compat` tests the ends of the ranges. */
const PEERS: Readonly<Record<string, string>> = {
  cdktn: "^0.24.0",
  constructs: ">=10.6.0 <10.8.0",
  "@cdktn/provider-archive": "^14.0.1",
  "@cdktn/provider-aws": "^25.7.0",
};

/** The least that the providers of CDK Terrain need. */
const NODE = ">=22.11.0";

/** Fields of the manifest that only this repository has a use for. */
const DEVELOPMENT = new Set(["allowScripts", "devDependencies", "jest", "overrides", "scripts"]);

const NOTE = `

This is the package for [CDK Terrain](https://github.com/open-constructs/cdk-terrain). Read \`cdktn\` for \`cdktf\`, \`@cdktn/provider-\` for \`@cdktf/provider-\`, and import from \`cdktn-lambda-api\`. The command is \`cdktf-lambda-api\`, as there.`;

const SCRIPT = /\.([cm]?js|d\.[cm]?ts)$/;
const COMMAND = /\b(npx )?cdktf(?= (deploy|destroy|diff|output|synth)\b)/g;

interface Manifest {
  readonly name: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, object>>;
  readonly [field: string]: unknown;
}

/** Turns an unpacked package for CDKTF into the one for CDK Terrain. */
export function convertPackage(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = path.join(folder, name);
    if (SCRIPT.test(name)) {
      rewrite(file, (text) => renameCommands(renameImports(text)));
    } else if (name.endsWith(".md")) {
      rewrite(file, (text) => renameCommands(renameExamples(text)));
    }
  }
  // Behind the title.
  rewrite(path.join(folder, "README.md"), (text) => text.replace(/^# .*$/m, `$&${NOTE}`));
  rewrite(path.join(folder, "package.json"), (text) => {
    const manifest = convertManifest(JSON.parse(text) as Manifest);
    return `${JSON.stringify(manifest, null, 2)}\n`;
  });
}

/**
 * The manifest under its new name, with CDK Terrain's packages as peers. The command keeps its name,
 * which messages and documents use.
 */
export function convertManifest(manifest: Manifest): Manifest {
  const published = Object.entries(manifest).filter(([field]) => !DEVELOPMENT.has(field));
  return {
    ...Object.fromEntries(published),
    name: renamePackage(manifest.name),
    engines: { node: NODE },
    peerDependencies: renameKeys(manifest.peerDependencies, (name, range) => PEERS[name] ?? range),
    peerDependenciesMeta: renameKeys(manifest.peerDependenciesMeta, (_name, meta) => meta),
  };
}

function renameKeys<T>(
  object: Readonly<Record<string, T>> = {},
  change: (name: string, value: T) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const name = renameImport(key);
      return [name, change(name, value)];
    }),
  );
}

/** CDK Terrain's command line has the commands of CDKTF's. */
function renameCommands(text: string): string {
  return text.replaceAll(COMMAND, "$1cdktn");
}

/** The packages that a document's examples import and install. */
function renameExamples(text: string): string {
  return text.replaceAll(/(?<=from ")[^"]+|npm install .*/g, (names) =>
    names.split(" ").map(renamePackage).join(" "),
  );
}

function renamePackage(name: string): string {
  return renameImport(name.replace(/^cdktf-lambda-api\b/, "cdktn-lambda-api"));
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}
