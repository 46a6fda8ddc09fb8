import { checkNames, namesOf } from "../check-names";

/** What to send besides method and path. */
export interface FetchOptions extends TargetOptions {
  /** Header name to value, or values. @default none; a JSON body sets Content-Type */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Added to the path, encoded. @default the query that the path has */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** Text and bytes are sent as they are, anything else as JSON. @default no body */
  readonly body?: unknown;
}

/** Where to send a request. */
export interface TargetOptions {
  /**
   * The API: its name, construct id or path, or Terraform name.
   * @default the only one
   */
  readonly api?: string;
  /**
   * The name of the stage.
   * @default the only one, or `$default`
   */
  readonly stage?: string;
}

/** A request as it is sent. */
export interface RequestToSend {
  readonly method: string;
  /** Within the stage, with the query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Uint8Array | undefined;
}

const FETCH_OPTIONS = namesOf<FetchOptions>({
  api: true,
  stage: true,
  headers: true,
  query: true,
  body: true,
});

/**
 * @param route method and path within the stage: `GET /pets/7?tag=a`
 * @throws Error if it has another form, or an option is unknown
 */
export function requestToSend(route: string, options: FetchOptions): RequestToSend {
  checkNames(`fetch(${JSON.stringify(route)})`, options, FETCH_OPTIONS);
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(route) ?? [];
  if (method === undefined || path === undefined) {
    throw new Error(
      `fetch(${JSON.stringify(route)}): allowed is a method and an encoded path, "GET /pets/7"`,
    );
  }
  const { headers = {}, query = {}, body } = options;
  const lines = pairs(headers);
  const isJson = body !== undefined && !isRaw(body);
  if (isJson && !lines.some(([name]) => name.toLowerCase() === "content-type")) {
    lines.push(["Content-Type", "application/json"]);
  }
  return {
    method,
    path: withQuery(path, pairs(query)),
    headers: lines,
    body: isJson ? JSON.stringify(body) : body,
  };
}

function isRaw(body: unknown): body is string | Uint8Array | undefined {
  return body === undefined || typeof body === "string" || ArrayBuffer.isView(body);
}

function withQuery(path: string, query: readonly (readonly [string, string])[]): string {
  const added = query.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return added.length === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}${added.join("&")}`;
}

function pairs(values: Readonly<Record<string, string | readonly string[]>>): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
}
