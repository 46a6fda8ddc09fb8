import { spawn } from "node:child_process";

/** Finds the modules without loading them, which takes a second. */
const FIND = `
from importlib.util import find_spec
raise SystemExit(not all(map(find_spec, ["moto", "flask", "flask_cors"])))`;

/** Whether a Python finds moto's server. @param python path of the program */
export function hasMoto(python: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(python, ["-c", FIND], { stdio: "ignore" });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}
