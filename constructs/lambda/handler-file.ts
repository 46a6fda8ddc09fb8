import type { Runtime } from "./runtime";

const NODE_EXTENSIONS = [".js", ".mjs", ".cjs"];

/**
 * The files of which a runtime loads a handler from one, relative to the root of the code;
 * none if the handler has no form that the runtime takes; undefined where its rule isn't known here.
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
      // The export may have dots of its own: the file ends at the first dot after the last slash.
      const module = /^((?:.*\/)?[^./]+)\.[^/]+$/.exec(handler)?.[1];
      return module === undefined ? [] : NODE_EXTENSIONS.map((extension) => module + extension);
    }
    case "provided":
      return ["bootstrap"];
    case "other":
      return undefined;
  }
}
