import { timingSafeEqual } from "node:crypto";
import { calculateSignature } from "./calculate-signature";
import { canonicalRequest } from "./canonical-request";
import type { Caller, Credential, CredentialSource } from "./credentials";
import { signatureOf, type Signature } from "./signature";
import { SignatureError } from "./signature-error";
import type { SignedRequest } from "./signed-request";

export interface VerifyOptions {
  /** Undefined: the runner was started without `--credentials-file`, and accepts no signature. */
  readonly credentials: CredentialSource | undefined;
  readonly region: string;
  /** The service that the request is signed for. @default "execute-api" */
  readonly service?: "execute-api" | "lambda";
  /** @default the current time */
  readonly now?: Date;
}

const TOLERANCE_MINUTES = 5;
const MINUTE = 60_000;

/**
 * Verifies the signature of a request to API Gateway or to a function URL.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * @returns the identity that signed it
 * @throws SignatureError for any other request
 */
export function verifySignature(request: SignedRequest, options: VerifyOptions): Caller {
  const { credentials, region, service = "execute-api", now = new Date() } = options;
  const signature = signatureOf(request);
  const scope = scopeOf(signature, region, service);
  const credential = credentialOf(scope.accessKey, signature, credentials);
  checkDate(signature, now);
  if (!signature.signedHeaders.includes("host")) {
    const message = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    throw invalid(message, "the signature doesn't cover the header Host");
  }
  checkSignature(request, signature, { ...scope, secretKey: credential.secretKey });
  return credential.caller;
}

interface Scope {
  readonly accessKey: string;
  readonly region: string;
  readonly service: string;
}

function scopeOf({ credential, date }: Signature, region: string, service: string): Scope {
  const parts = credential.split("/");
  // An access key has no slash; five parts are all there is.
  const [accessKey = "", day = "", sentRegion = "", sentService = "", terminator = ""] = parts;
  const problems = [
    parts.length !== 5 &&
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'.`,
    sentRegion !== region && `Credential should be scoped to a valid region, not '${sentRegion}'.`,
    sentService !== service && `Credential should be scoped to correct service: '${service}'.`,
    terminator !== "aws4_request" &&
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`,
    day !== date.slice(0, 8) &&
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
  ].filter((problem) => problem !== false);
  const [problem] = problems;
  if (problem !== undefined) {
    const wanted = `ACCESS_KEY/YYYYMMDD/${region}/${service}/aws4_request`;
    throw invalid(problem, `the credential scope of the signature is not ${wanted}`);
  }
  return { accessKey, region, service };
}

function credentialOf(
  accessKey: string,
  { sessionToken }: Signature,
  credentials: CredentialSource | undefined,
): Credential {
  const message = "The security token included in the request is invalid.";
  const refused = (reason: string) =>
    new SignatureError("UnrecognizedClientException", message, reason);
  if (!credentials) {
    throw refused(
      "the request is signed, and the runner knows no credentials to verify it with: start it with --credentials-file FILE",
    );
  }
  const credential = credentials.get(accessKey, sessionToken);
  if (!credential) {
    throw refused("no profile of the --credentials-file has the access key of the signature");
  }
  if (credential.sessionToken !== sessionToken) {
    throw refused("the request doesn't carry the session token of its profile");
  }
  return credential;
}

function checkDate({ date, expiresSeconds }: Signature, now: Date): void {
  const signedAt = timeOf(date);
  if (signedAt === undefined) {
    const message = `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`;
    throw invalid(message, "the date of the signature is not written as YYYYMMDDTHHMMSSZ");
  }
  const tolerance = TOLERANCE_MINUTES * MINUTE;
  const [earliest, latest] = [now.getTime() - tolerance, now.getTime() + tolerance];
  if (signedAt > latest) {
    const message = `Signature not yet current: ${date} is still later than ${basic(latest)} (${basic(now.getTime())} + ${TOLERANCE_MINUTES} min.)`;
    throw invalid(message, "the signature is from the future");
  }
  if (expiresSeconds !== undefined) {
    checkExpiry(signedAt, expiresSeconds, now);
  } else if (signedAt < earliest) {
    const message = `Signature expired: ${date} is now earlier than ${basic(earliest)} (${basic(now.getTime())} - ${TOLERANCE_MINUTES} min.)`;
    throw invalid(message, "the signature has expired");
  }
}

const MOST_SECONDS = 604_800;

/** A presigned URL is valid for as long as it says, and for a week at most. */
function checkExpiry(signedAt: number, seconds: number, now: Date): void {
  if (!(seconds >= 1 && seconds <= MOST_SECONDS)) {
    const message = "X-Amz-Expires must be a number of seconds from 1 to 604800.";
    throw invalid(message, "the presigned URL has no valid X-Amz-Expires");
  }
  const end = signedAt + seconds * 1000;
  if (now.getTime() > end) {
    const message = `Signature expired: ${basic(end)} is now earlier than ${basic(now.getTime())}`;
    throw invalid(message, "the presigned URL has expired");
  }
}

function checkSignature(
  request: SignedRequest,
  { date, signedHeaders, signature }: Signature,
  scope: Scope & { readonly secretKey: string },
): void {
  const canonical = canonicalRequest(request, signedHeaders, scope);
  const { toSign, signature: expected } = calculateSignature(canonical, { ...scope, date });
  if (isEqual(expected, signature)) {
    return;
  }
  const message = `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${toSign}'\n`;
  throw invalid(message, "the signature doesn't match the request and the profile's secret key");
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** `20260131T120000Z` as milliseconds. */
function timeOf(date: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date)?.slice(1).map(Number);
  if (!parts) {
    return undefined;
  }
  const [year = 0, month = 0, day, hour, minute, second] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function basic(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, "");
}

function invalid(message: string, reason: string): SignatureError {
  return new SignatureError("InvalidSignatureException", message, reason);
}
