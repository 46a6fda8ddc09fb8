import { closeSync, openSync, readSync } from "node:fs";
import type { Construct } from "constructs";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import { Architecture } from "../architecture";
import type { CodeFile } from "./code-folder";

const NATIVE_LIBRARY = /\.(so(\.[\d.]+)?|node|dylib|dll|pyd)$/;
const ELF = 0x7f454c46;
/** Offset and values of `e_machine` in a little-endian ELF header. */
const MACHINE_OFFSET = 18;
const MACHINES: Readonly<Record<Architecture, number>> = {
  [Architecture.ARM_64]: 183,
  [Architecture.X86_64]: 62,
};

/**
 * Finds code that was compiled for another machine: `pip install` and `npm install` fetch packages for
 * the machine that they run on.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-package.html#python-package-native-libraries
 */
export function checkNativeCode(
  scope: Construct,
  files: readonly CodeFile[],
  architecture: Architecture,
): void {
  checkBootstrap(scope, files, architecture);
  const libraries = files.filter(({ name }) => NATIVE_LIBRARY.test(name));
  const [first] = libraries;
  if (!first || libraries.some((file) => runsOn(file, architecture))) {
    return;
  }
  // Only a warning: a package may work without its library.
  warn(
    scope,
    `${first.name} and all other native libraries of the code were built for another system than Linux on ${architecture}. ` +
      "Install the packages for it (pip: --platform manylinux2014_… --only-binary=:all:; npm: --os=linux --cpu=…), or change architecture.",
  );
}

function checkBootstrap(
  scope: Construct,
  files: readonly CodeFile[],
  architecture: Architecture,
): void {
  const bootstrap = files.find(({ name }) => name === "bootstrap");
  if (!bootstrap || machine(bootstrap) === undefined || runsOn(bootstrap, architecture)) {
    return;
  }
  refuse(scope, {
    what: "machine of bootstrap",
    value: machine(bootstrap),
    allowed: `an executable for ${architecture}: ${MACHINES[architecture]} in its ELF header`,
    fix: "Compile it for that architecture, or change the prop architecture.",
  });
}

function runsOn(file: CodeFile, architecture: Architecture): boolean {
  return machine(file) === MACHINES[architecture];
}

/** The machine that an ELF file was compiled for; undefined for any other file. */
function machine(file: CodeFile): number | undefined {
  const header = Buffer.alloc(MACHINE_OFFSET + 2);
  const descriptor = openSync(file.path, "r");
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return header.readUInt32BE(0) === ELF ? header.readUInt16LE(MACHINE_OFFSET) : undefined;
}
