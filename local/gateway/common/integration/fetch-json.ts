import type { FetchJson } from "../../../jwt";
import type { CallBackend } from "./backend";

/** As on AWS, for the keys of an issuer. */
const MAX_BYTES = 150_000;

/** Fetches documents as HTTP integrations send their requests: redirects are not followed. */
export function fetchJsonBy(callBackend: CallBackend): FetchJson {
  return async (url, timeoutMilliseconds) => {
    const headers = [["Accept", "application/json"]] as const;
    const request = { method: "GET", url, headers, body: "", timeoutMilliseconds };
    const { status, body } = await callBackend(request);
    if (status !== 200) {
      throw new Error(`${url} responded ${status}`);
    }
    if (body.length > MAX_BYTES) {
      throw new Error(`${url} responded with ${body.length} bytes; allowed: ${MAX_BYTES}`);
    }
    return JSON.parse(body.toString("utf8"));
  };
}
