import type { Runtime } from "./runtime";

const NODE_EXTENSIONS = [".js", ".mjs", ".cjs"];

/**
 * The files that may contain a handler, relative to the root of the code: the runtime loads one of
 * them. Empty if the handler is malformed; undefined if the runtime's rule isn't known here.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
 */
export function handlerFiles(runtime: Runtime, handler: string): readonly string[] | undefined {
  switch (runtime.family) {
    case "python": {
      const module = /^(.+)\.[^.]+$/.exec(handler)?.[1]?.replaceAll(".", "/");
      return module === undefined ? [] : [`${module}.py`, `${module}/__init__.py`];
    }
    case "nodejs": {
      // The export may contain dots: the file ends at the first dot after the last slash.
      const module = /^((?:.*\/)?[^./]+)\.[^/]+$/.exec(handler)?.[1];
      return module === undefined ? [] : NODE_EXTENSIONS.map((extension) => module + extension);
    }
    case "provided":
      return ["bootstrap"];
    case "other":
      return undefined;
  }
}
