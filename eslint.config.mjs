import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jest from "eslint-plugin-jest";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/** What the gateways share, from the messages to who may invoke a function. */
const COMMON_ROOMS = [
  ["http", "limits", "log"],
  ["access-log", "java", "unservable", "usage-plans"],
  ["api-v2", "integration", "json-path", "models", "open-api"],
  ["mapping", "service-integration", "velocity"],
  ["permissions"],
];

/** AWS's figure of a request, after what its steps share. */
const REST_API_ROOMS = [
  ["import", "model"],
  ["read", "call"],
  ["method-request", "integration-request", "authorizer", "caching"],
  ["integration-response"],
  ["access-log", "gateway-response", "integration"],
];

/** What a folder may not import: the arrows between the rooms of the project run one way. */
const BOUNDARIES = [
  {
    target: ["./constructs", "./main.ts"],
    from: "./local",
    message: "Constructs and the runner share the synthesised Terraform, nothing else.",
  },
  {
    target: "./local",
    from: ["./constructs", "./main.ts"],
    message: "Constructs and the runner share the synthesised Terraform, nothing else.",
  },
  { target: "./constructs", from: "./constructs/systems", except: ["."] },
  { target: "./constructs/core", from: "./constructs", except: ["./core"] },
  { target: "./local/terraform", from: "./local", except: ["./terraform"] },
  { target: "./local/jwt", from: "./local", except: ["./jwt", "./user-state.ts"] },
  {
    target: "./local/services",
    from: ["./local/gateway", "./local/lambda", "./local/runner", "./local/cli"],
  },
  {
    target: ["./local/gateway", "./local/lambda", "./local/services"],
    from: "./local/event-sources",
  },
  {
    target: "./local/event-sources",
    from: ["./local/gateway", "./local/runner", "./local/cli"],
  },
  {
    target: ["./local/gateway", "./local/lambda"],
    from: "./local/services",
    message: "Functions get the endpoints as environment variables.",
  },
  { target: "./local/lambda", from: ["./local/gateway", "./local/runner", "./local/cli"] },
  { target: "./local/gateway", from: ["./local/runner", "./local/cli"] },
  {
    target: "./local/gateway/common",
    from: [
      "./local/gateway/function-url",
      "./local/gateway/http-api",
      "./local/gateway/rest-api",
      "./local/gateway/websocket-api",
    ],
  },
  {
    target: "./local/gateway/http-api",
    from: [
      "./local/gateway/function-url",
      "./local/gateway/rest-api",
      "./local/gateway/websocket-api",
    ],
  },
  {
    target: "./local/gateway/rest-api",
    from: [
      "./local/gateway/function-url",
      "./local/gateway/http-api",
      "./local/gateway/websocket-api",
    ],
  },
  {
    target: "./local/gateway/function-url",
    from: ["./local/gateway/http-api", "./local/gateway/rest-api", "./local/gateway/websocket-api"],
  },
  {
    target: "./local/gateway/websocket-api",
    from: ["./local/gateway/function-url", "./local/gateway/http-api", "./local/gateway/rest-api"],
  },
  { target: "./local/runner", from: ["./local/cli", "./local/testing"] },
  { target: "./local/testing", from: "./local/cli" },
  { target: "./local/review", from: ["./local/cli", "./local/runner", "./local/testing"] },
  {
    target: ["./local/gateway", "./local/iam", "./local/lambda", "./local/runner"],
    from: "./local/review",
  },
  // A description of a stack is of use without a comparison.
  {
    target: "./local/review/describe",
    from: "./local/review",
    except: ["./describe", "./report.ts"],
  },
  { target: "./local/review/format", from: "./local/review", except: ["./format", "./report.ts"] },
  { target: "./local/review/rules", from: ["./local/review/compare", "./local/review/sides"] },
  {
    target: "./__tests__/support",
    from: "./__tests__",
    except: ["./support"],
    message: "Projects that delete this project's tests keep support.",
  },
  ...inOrder("./local/gateway/common", COMMON_ROOMS),
  ...inOrder("./local/gateway/rest-api", REST_API_ROOMS),
];

/** What opens a port: any web page can send requests to one. */
const SERVERS = ["http", "https", "net", "tls"].map((name) => ({
  name: `node:${name}`,
  importNames: ["createServer"],
  message: "Use LoopbackServer, with KnownHosts and, for all but APIs, crossOriginRefusal.",
}));

/** The rooms of a folder, in rows: each imports only those of the rows before its own. */
function inOrder(folder, rows) {
  const rooms = rows.map((names) => names.map((name) => `${folder}/${name}`));
  return rooms.flatMap((row, at) => {
    const later = rooms.slice(at + 1).flat();
    return row.flatMap((room) => {
      const from = [...row.filter((other) => other !== room), ...later];
      // The plugin refuses an empty list: the last room may be alone in its row.
      return from.length > 0 ? [{ target: room, from }] : [];
    });
  });
}

export default tseslint.config(
  { ignores: ["node_modules/", "cdktf.out*/", "dist*/", ".terraform-state/", "coverage/"] },
  ...tseslint.configs.strict,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      // A construct registers itself in its scope: `new Stage(this, …)` is used for its effect.
      "no-new": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["**/*.ts"],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      "import-x/extensions": [".ts"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js", ".json"] })],
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones: BOUNDARIES }],
    },
  },
  {
    files: ["local/**/*.ts"],
    ignores: ["local/server/**", "local/lambda/sandbox/runtime-api-channel.ts"],
    rules: { "no-restricted-imports": ["error", { paths: SERVERS }] },
  },
  {
    files: ["__tests__/**/*.{compat,test}.ts"],
    ...jest.configs["flat/recommended"],
    rules: {
      ...jest.configs["flat/recommended"].rules,
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "fc.assert", "expect*"] }],
    },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  prettier,
  // Behind prettier's, which turns it off because of options that aren't used here.
  { rules: { curly: ["error", "all"] } },
);
