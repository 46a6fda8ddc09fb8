import path from "node:path";
import { TestIssuer } from "../../local/jwt/support/test-issuer";
import { writeFileIn } from "../../support/write-file";
import { runner } from "../runner/contestants";
import { load, type Target } from "../runner/load";
import { start } from "../runner/started-server";
import type { ApiKind } from "../runner/stacks";
import type { Scratch } from "../scratch";
import { median } from "../stats";
import { printTable, times, whole } from "../table";
import { CLAIMS, ISSUER, synthGuardedApi } from "./stack";

const RATIO_AIM = 1.3;
const CONNECTIONS = 16;
const APIS: readonly ApiKind[] = ["HTTP API", "REST API"];
const HELLO = { path: "/open", body: '{"message":"hello"}' };
const QUICK = { rounds: 2, seconds: 1 };
const THOROUGH = { rounds: 10, seconds: 2 };

interface Round {
  readonly open: number;
  readonly guarded: number;
}

/** Compares a route that asks for a token with an open one of the same API. */
export async function benchGuarded(scratch: Scratch, quick: boolean): Promise<void> {
  const issuer = new TestIssuer(ISSUER);
  const authorization = `Bearer ${await issuer.sign(CLAIMS)}`;
  const jwks = writeFileIn(scratch.folder, "jwks.json", JSON.stringify(issuer.jwks));
  const options = ["--quiet", "--jwks", `${ISSUER}=${jwks}`];
  const rows: string[][] = [];
  for (const api of APIS) {
    const stack = synthGuardedApi(path.join(scratch.folder, `guarded ${api}`), api);
    const serves = { api, language: "Node" } as const;
    const server = await start(runner(api, stack, serves, HELLO, options), scratch);
    const rounds = await measure(server.target, { authorization }, quick ? QUICK : THOROUGH);
    await server.stop();
    rows.push(row(api, rounds));
  }
  printTable(
    `A route that asks for a token, and an open one: requests per second by ${CONNECTIONS} connections`,
    ["", "open", "guarded", "open by guarded", "aim", "met"],
    rows,
  );
}

/** In turns, because what else happens on the machine happens to both. */
async function measure(
  open: Target,
  headers: Readonly<Record<string, string>>,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Round[]> {
  const guarded = { ...open, url: open.url.replace(/open$/, "guarded"), headers };
  await load(open, CONNECTIONS, seconds);
  await load(guarded, CONNECTIONS, seconds);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push({
      open: (await load(open, CONNECTIONS, seconds)).requestsPerSecond,
      guarded: (await load(guarded, CONNECTIONS, seconds)).requestsPerSecond,
    });
  }
  return measured;
}

function row(api: ApiKind, rounds: readonly Round[]): string[] {
  const ratio = median(rounds.map(({ open, guarded }) => open / guarded));
  return [
    api,
    whole(median(rounds.map(({ open }) => open))),
    whole(median(rounds.map(({ guarded }) => guarded))),
    times(ratio),
    times(RATIO_AIM),
    ratio <= RATIO_AIM ? "yes" : "NO",
  ];
}
