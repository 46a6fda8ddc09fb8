import { createHash } from "node:crypto";
import { ALGORITHM } from "./calculate-signature";
import { SignatureError } from "./signature-error";
import { queryPairs, valuesOf, type SignedRequest } from "./signed-request";

/** The signature of a request, from its header or, of a presigned URL, from its query. */
export interface Signature {
  /** `ACCESS_KEY/20260131/us-east-1/execute-api/aws4_request` */
  readonly credential: string;
  /** In lower case, in the client's order. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260131T120000Z` */
  readonly date: string;
  readonly sessionToken: string | undefined;
  /** How long a presigned URL is valid. */
  readonly expiresSeconds: number | undefined;
}

/** @throws SignatureError if the request has no signature, or only a part of one */
export function signatureOf(request: SignedRequest): Signature {
  const authorization = valuesOf(request, "authorization").at(-1);
  if (authorization !== undefined) {
    return fromHeader(request, authorization);
  }
  const query = new Map(queryPairs(request.query));
  if (!query.has("X-Amz-Signature") && !query.has("X-Amz-Credential")) {
    throw missing();
  }
  return fromQuery(query);
}

function missing(): SignatureError {
  return new SignatureError(
    "MissingAuthenticationTokenException",
    "Missing Authentication Token",
    "the request is not signed: AWS_IAM needs a signature, version 4",
  );
}

/** @throws SignatureError 403, in the words with which API Gateway refuses an Authorization header */
export function fromHeader(request: SignedRequest, authorization: string): Signature {
  const parameters = headerParameters(authorization);
  const date = valuesOf(request, "x-amz-date").at(-1) ?? valuesOf(request, "date").at(-1);
  const lacks = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !parameters.has(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (date === undefined) {
    lacks.push(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  if (lacks.length > 0 || date === undefined) {
    throw incomplete(`${lacks.join(" ")} Authorization=${authorization}`);
  }
  return {
    credential: parameters.get("Credential") ?? "",
    signedHeaders: headerNames(parameters.get("SignedHeaders")),
    signature: parameters.get("Signature") ?? "",
    date,
    sessionToken: valuesOf(request, "x-amz-security-token").at(-1),
    expiresSeconds: undefined,
  };
}

/** `ALGORITHM Name=value, Name=value` */
function headerParameters(authorization: string): Map<string, string> {
  const [algorithm = "", ...rest] = authorization.trim().split(/\s+/);
  const parts = rest
    .join(" ")
    .split(",")
    .map((part) => part.trim());
  if (parts.some((part) => !part.includes("="))) {
    const hash = createHash("sha256").update(authorization).digest("base64");
    throw incomplete(
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
    );
  }
  if (algorithm !== ALGORITHM) {
    return new Map();
  }
  return new Map(
    parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
  );
}

const QUERY_PARAMETERS = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Signature",
  "X-Amz-SignedHeaders",
  "X-Amz-Date",
];

function fromQuery(query: ReadonlyMap<string, string>): Signature {
  const lacks = QUERY_PARAMETERS.filter((name) => !query.get(name));
  if (lacks.length > 0 || query.get("X-Amz-Algorithm") !== ALGORITHM) {
    const names = lacks.length > 0 ? lacks : ["X-Amz-Algorithm"];
    throw incomplete(
      names.map((name) => `AWS query-string parameters must include '${name}'.`).join(" "),
    );
  }
  return {
    credential: query.get("X-Amz-Credential") ?? "",
    signedHeaders: headerNames(query.get("X-Amz-SignedHeaders")),
    signature: query.get("X-Amz-Signature") ?? "",
    date: query.get("X-Amz-Date") ?? "",
    sessionToken: query.get("X-Amz-Security-Token"),
    expiresSeconds: Number(query.get("X-Amz-Expires") ?? Number.NaN),
  };
}

function headerNames(names = ""): string[] {
  return names.toLowerCase().split(";");
}

/** The reason doesn't repeat the message, which can contain what the client sent. */
function incomplete(message: string): SignatureError {
  return new SignatureError(
    "IncompleteSignatureException",
    message,
    "the request has an Authorization header or query, but not a complete signature, version 4",
  );
}
