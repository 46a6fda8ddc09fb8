import { writeFileSync } from "node:fs";
import path from "node:path";
import { lambda } from "../../../constructs";
import { warningsOf } from "../warnings-of";
import { hello, withFolder } from "./support";

const { ARM_64, X86_64 } = lambda.Architecture;
const PROGRAM = { runtime: lambda.Runtime.PROVIDED_AL2023, handler: "bootstrap" };
const SCRIPT = { runtime: lambda.Runtime.PYTHON_3_13, handler: "index.handler" };
const ELF_MACHINES = { [ARM_64]: 0xb7, [X86_64]: 0x3e };
const MACH_O = Buffer.from("cffaedfe0c000001000000000600000012000000", "hex");

/** The header of a Linux executable or library. */
function elf(architecture: lambda.Architecture): Buffer {
  const header = Buffer.alloc(64);
  header.write("\x7fELF\x02\x01\x01", "latin1");
  header.writeUInt16LE(ELF_MACHINES[architecture], 18);
  return header;
}

/** The warnings of a function whose code has these files beside its handler. */
function warnings(
  files: Record<string, Buffer>,
  props: Partial<lambda.FunctionProps>,
): readonly string[] {
  return withFolder({ "index.py": "" }, (folder) => {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(path.join(folder, name), content);
    }
    return warningsOf(hello({ ...SCRIPT, ...props, code: lambda.Code.fromAsset(folder) }));
  });
}

test.each([
  ["an x86_64 library", { "fast.cpython-313.so": elf(X86_64) }, ARM_64],
  ["an arm64 library", { "libfast.so.1.2": elf(ARM_64) }, X86_64],
  ["a library of macOS", { "fast.node": MACH_O }, ARM_64],
])("%s in code for another machine causes a warning", (_what, files, architecture) => {
  const [warning] = warnings(files, { architecture });

  expect(warning).toContain(`another system than Linux on ${architecture}`);
  expect(warning).toContain(Object.keys(files)[0]);
});

test("a package with its library for several machines causes no warning", () => {
  const files = { "x64.node": elf(X86_64), "arm64.node": elf(ARM_64) };

  expect(warnings(files, { architecture: ARM_64 })).toEqual([]);
});

test("a bootstrap compiled for another machine, which can't start, is refused", () => {
  const synthesise = () => warnings({ bootstrap: elf(X86_64) }, PROGRAM);

  expect(synthesise).toThrow(
    "dev/Hello: machine of bootstrap is 62; allowed: an executable for arm64: 183 in its ELF header",
  );
});

test.each([
  ["a script", Buffer.from("#!/bin/sh\n")],
  ["an empty file", Buffer.alloc(0)],
  ["an executable of the function's machine", elf(ARM_64)],
])("%s is accepted as bootstrap", (_what, bootstrap) => {
  expect(warnings({ bootstrap }, PROGRAM)).toEqual([]);
});
