import { namedTexts } from "../outputs-file";

/** The URLs of APIs that are deployed, by the names of outputs; one URL has the name "". */
export type DeployedUrls = Readonly<Record<string, string>>;

/**
 * @param deployed a URL, or a file that `cdktf deploy --outputs-file` or
 * `npm start -- --endpoints-file` wrote
 * @throws Error if the file has no URL
 */
export function deployedUrls(deployed: string): DeployedUrls {
  if (/^https?:\/\//.test(deployed)) {
    return { "": withoutSlash(deployed) };
  }
  const urls = namedTexts(deployed).filter(([, text]) => /^https?:\/\/\S+$/.test(text));
  if (urls.length === 0) {
    throw new Error(
      `serve(): ${deployed} contains no URL; allowed for "deployed" are a URL, and a file that ` +
        `"cdktf deploy --outputs-file" or "npm start -- --endpoints-file" wrote`,
    );
  }
  return Object.fromEntries(urls.map(([name, url]) => [name, withoutSlash(url)]));
}

/**
 * The URL of the API that a test calls by a name: the output with this name, with or without
 * `_url`, or the Terraform address of the API's stage.
 * @throws Error that lists the outputs
 */
export function deployedUrl(urls: DeployedUrls, api: string | undefined): string {
  const entries = Object.entries(urls);
  const found = entries.filter(
    ([name]) => entries.length === 1 || (api !== undefined && isOutputOf(name, api)),
  );
  const [only] = found;
  if (only && found.length === 1) {
    return only[1];
  }
  const which =
    api === undefined ? "no API is named" : `no one output is of ${JSON.stringify(api)}`;
  throw new Error(
    `fetch(): ${which}; pass the option api, one of: ${Object.keys(urls).join(", ")}`,
  );
}

/** Names of outputs have "_" where names of constructs may have "-". */
function isOutputOf(output: string, api: string): boolean {
  const name = api.replaceAll("-", "_");
  const [, stage] = /^aws_api\w*_stage\.(.+)$/.exec(output.replaceAll("-", "_")) ?? [];
  return stage === undefined
    ? [name, `${name}_url`].includes(output.replaceAll("-", "_"))
    : stage.startsWith(`${name}_`);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
