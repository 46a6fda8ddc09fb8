import { warningsOf } from "../../warnings-of";
import { ENTRY, PythonProject } from "./support";

describe("a Python handler", () => {
  let project: PythonProject;
  beforeEach(() => {
    project = new PythonProject();
  });
  afterEach(() => project.remove());

  /** The warnings of a function whose handler is `run`. */
  const warningsFor = (text: string, index = "index.py") => {
    project.write({ [`${ENTRY}/${index}`]: text });
    return warningsOf(project.define({ index, handler: "run" }));
  };

  test.each([
    ["another function", "def handler(event, context):\n    return 1\n"],
    ["a longer name", "def run_all(event, context):\n    return 1\nrunner = 1\n"],
    ["a method", "class Api:\n    def run(self):\n        return 1\n"],
    ["a local name", "def handler(event, context):\n    run = 1\n\n    return run\n"],
    ["a comment", "# def run\nx = 1 # run\n"],
    ["a call", "import app\napp.run()\nrun()\n"],
    ["nothing", ""],
  ])("that its file doesn't define, but %s, causes one warning", (_title, text) => {
    expect(warningsFor(text)).toEqual([
      "dev/Orders: index.py defines no run outside of its functions and classes, so each invocation would fail: Handler 'run' missing. Define it there, or correct the prop handler.",
    ]);
  });

  test.each([
    ["a function", "def run(event, context):\n    return 1\n"],
    ["an async function", "async  def run (event, context):\n    return 1\n"],
    ["a class", "class run:\n    pass\n"],
    ["an assignment", "def other():\n    return 1\n\nrun = other\n"],
    ["an annotated assignment", "run: object = print\n"],
    ["several assignments", "a, run = print, print\n"],
    ["an import", "from app import main as run\n"],
    ["an import of several lines", "from app import (\n    other,\n    run,\n)\n"],
    ["an import of all names", "from app import *\n"],
    ["a branch", "try:\n    from app import run\nexcept ImportError:\n    run = print\n"],
    ["a function in a branch", "if True:\n    def run(event, context):\n        return 1\n"],
    ["lines of Windows", "import os\r\ndef run(event, context):\r\n    return 1\r\n"],
    ["a program", "globals()['ru' + 'n'] = print\n"],
  ])("that %s defines causes no warning", (_title, text) => {
    expect(warningsFor(text)).toEqual([]);
  });

  test("is looked for in its own file", () => {
    expect(warningsFor("def run(event, context): return 1\n", "api/main.py")).toEqual([]);
    expect(warningsFor("x = 1\n", "api/other.py")).toEqual([
      expect.stringContaining("api/other.py defines no run"),
    ]);
  });
});
