import { isDeepStrictEqual, inspect } from "node:util";
import { MASK } from "../../log/masked";
import type { Api } from "../serve/api";
import { caseResponse, readCases, type CaseRequest, type CaseResponse } from "./cases";
import { checkNames, namesOf } from "../check-names";

export interface ReplayOptions {
  /** Values for the request headers that the file masks. @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

const REPLAY_OPTIONS = namesOf<ReplayOptions>({ headers: true });

/**
 * Sends the requests of a recorded file one after the other, and compares the responses: status,
 * the recorded headers, and the body. What you delete from a response in the file isn't compared.
 * @param file as `serve(stack, { record: file })` wrote it
 * @throws Error that lists the differences, or the masked header that `headers` lacks
 */
export async function replay(file: string, api: Api, options: ReplayOptions = {}): Promise<void> {
  checkNames("replay()", options, REPLAY_OPTIONS);
  const differences: string[] = [];
  for (const [at, { request, response }] of readCases(file).entries()) {
    const where = `${file}[${at}]: ${request.route}`;
    const got = await api.fetch(request.route, {
      api: request.api,
      stage: request.stage,
      query: request.query,
      headers: unmasked(where, request, options),
      body: bodyOf(request),
    });
    const { status, headers } = got;
    const body = Buffer.from(await got.arrayBuffer());
    const actual = caseResponse({ status, headers, body });
    differences.push(...differencesOf(response, actual).map((one) => `${where}: ${one}`));
  }
  if (differences.length > 0) {
    throw new Error(
      `${differences.length} differences from the recording:\n${differences.join("\n")}`,
    );
  }
}

function unmasked(
  where: string,
  { headers = {} }: CaseRequest,
  { headers: given = {} }: ReplayOptions,
): CaseRequest["headers"] {
  const values = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const real = value === MASK ? values.get(name.toLowerCase()) : value;
      if (real === undefined) {
        throw new Error(
          `${where}: the header ${name} is masked; pass its value: replay(file, api, { headers: { … } })`,
        );
      }
      return [name, real];
    }),
  );
}

function bodyOf({ json, text, base64 }: CaseRequest): unknown {
  return base64 === undefined ? (text ?? json) : Buffer.from(base64, "base64");
}

function differencesOf(expected: CaseResponse, actual: CaseResponse): string[] {
  const { headers = {}, ...rest } = expected;
  const compared = Object.entries(headers).filter(([, value]) => value !== MASK);
  const pairs = [
    ...Object.entries(rest).map(([name, value]) => [
      name,
      value,
      actual[name as keyof typeof rest],
    ]),
    ...compared.map(([name, value]) => [`header ${name}`, value, actual.headers?.[name]]),
  ] as [string, unknown, unknown][];
  return pairs
    .filter(([, value, got]) => !isDeepStrictEqual(value, got))
    .map(([name, value, got]) => `${name} is ${shown(got)}, not ${shown(value)}`);
}

function shown(value: unknown): string {
  return inspect(value, { depth: 10, breakLength: Infinity });
}
