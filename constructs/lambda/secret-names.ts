import { isKnown } from "../core/known";

/** Also after other letters, as in PGPASSWORD. */
const SECRET =
  /(^|_)(([A-Z\d]*(PASSWORD|PASSWD|APIKEY|PRIVATEKEY))|PASSPHRASE|API_KEY|PRIVATE_KEY|SECRET|TOKEN)(_|$)/;

/** The last word of a name whose value is about a secret, e.g. where it is kept or how long it lasts. */
const ABOUT: ReadonlySet<string> = new Set(
  (
    "AGE ALG ALGORITHM ARN ATTEMPTS ATTRIBUTE AUDIENCE BUCKET BYTES CIPHERTEXT CLAIM COLUMN COOKIE COUNT DAYS " +
    "DOMAIN DURATION EMAIL ENABLED ENCRYPTED ENDPOINT EXPIRATION EXPIRES EXPIRY FIELD FILE FORMAT HEADER HOST " +
    "HOURS ID IDS INTERVAL ISSUER LENGTH LIFETIME LIMIT LOCATION MAX MILLIS MIN MINUTES MODE MS NAME NAMES PAGE " +
    "PARAM PARAMETER PATH PATTERN POLICY PREFIX PROVIDER QUEUE REF REGEX REGION REQUIRED SCHEME SCOPE SCOPES " +
    "SECONDS SIZE SOURCE STAGE STORE SUBJECT SUFFIX TABLE TEMPLATE TIMEOUT TOPIC TTL TYPE URI URL USE VERSION"
  ).split(" "),
);

/** Whether a variable such as DB_PASSWORD or apiKey has a value of its own, rather than a reference. */
export function isNamedSecret(name: string, value: string): boolean {
  const words = name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toUpperCase();
  const last = words.slice(words.lastIndexOf("_") + 1);
  return SECRET.test(words) && !ABOUT.has(last) && isKnown(value) && !isReference(value);
}

/** An ARN, a URL, a path, the name of a parameter, or a flag: not the secret itself. */
function isReference(value: string): boolean {
  return /^(arn:.*|[a-z][a-z\d+.-]*:\/\/.*|\/.*|true|false|)$/is.test(value);
}
