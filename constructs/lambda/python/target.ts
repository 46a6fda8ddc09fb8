import { Architecture } from "../architecture";
import type { Runtime } from "../runtime";
import type { MarkerEnvironment } from "./marker";

/** Names of the processors in Python. */
const MACHINES: Readonly<Record<Architecture, string>> = {
  [Architecture.ARM_64]: "aarch64",
  [Architecture.X86_64]: "x86_64",
};

/** The oldest version of Python that runs on Amazon Linux 2023, with a newer C library. */
const AMAZON_LINUX_2023 = 12;

/** Later than any: Lambda updates its runtimes to the latest patch. */
const LATEST_PATCH = 999;

/** `3.13` of `python3.13`. */
export function versionOf({ name }: Runtime): string {
  return name.replace(/^python/, "");
}

/** @see https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/#manylinux */
export function platformsOf(runtime: Runtime, architecture: Architecture): string[] {
  const minor = Number(versionOf(runtime).split(".")[1]);
  const libraries = minor >= AMAZON_LINUX_2023 ? ["_2_34", "_2_28"] : ["_2_26"];
  return [...libraries, "_2_17", "2014"].map(
    (version) => `manylinux${version}_${MACHINES[architecture]}`,
  );
}

/** What the markers of packages are compared with on Lambda. */
export function markerEnvironment(runtime: Runtime, architecture: Architecture): MarkerEnvironment {
  const version = versionOf(runtime);
  const full = `${version}.${LATEST_PATCH}`;
  return {
    extra: "",
    implementation_name: "cpython",
    implementation_version: full,
    os_name: "posix",
    platform_machine: MACHINES[architecture],
    platform_python_implementation: "CPython",
    platform_system: "Linux",
    python_full_version: full,
    python_version: version,
    sys_platform: "linux",
  };
}
