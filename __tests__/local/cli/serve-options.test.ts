import { parseServeOptions } from "../../../local/cli/serve-options";

afterEach(() => jest.restoreAllMocks());

test.each([
  [{ npm_config_port: "true" }, ["0"], "npm took --port for its own", "npm start -- --port 0"],
  [{ npm_config_watch: "true" }, [], "npm took --watch for its own", "npm start -- --watch"],
  [
    { npm_config_port: "true", npm_config_endpoints_file: "true" },
    ["0", "urls.json"],
    "npm took --port, --endpoints-file for its own",
    "npm start -- [options]",
  ],
])(
  "options without -- before them, %j, are refused with the way to write them",
  (env, args, taken, way) => {
    jest.replaceProperty(process, "env", { ...process.env, ...env });

    expect(() => parseServeOptions(args, "npm start")).toThrow(
      `${taken}. Put -- before the options: ${way}`,
    );
  },
);
