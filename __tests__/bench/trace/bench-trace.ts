import path from "node:path";
import { Writable } from "node:stream";
import type { GatewayLog } from "../../../local/gateway/gateway-log";
import { tracedLog, type RequestTrace } from "../../../local/gateway/trace";
import { Log } from "../../../local/log/log";
import { writeStack, type ApiKind } from "../runner/stacks";
import type { Scratch } from "../scratch";
import { median } from "../stats";
import { fixed, printTable, times } from "../table";
import { cpuPerRequest, gatewayOf } from "./gateway-under-load";

const APIS: readonly ApiKind[] = ["HTTP API", "REST API"];
const QUICK = { rounds: 3, requests: 500 };
const THOROUGH = { rounds: 60, requests: 2000 };

/** Compares gateways of the same stack that differ only in what listens to their requests. */
export async function benchTrace(scratch: Scratch, quick: boolean): Promise<void> {
  const { rounds, requests } = quick ? QUICK : THOROUGH;
  for (const api of APIS) {
    const folder = path.join(scratch.folder, `trace ${api}`);
    writeStack(folder, api, "Node");
    const rows = listeners().map(({ name, log }) => {
      const gateway = gatewayOf(folder, log);
      const [stage] = gateway.stages;
      return { name, gateway, url: `${stage?.path ?? ""}/hello`, measured: [] as number[] };
    });
    // In turns; the first is for the compiler of JavaScript.
    for (let round = 0; round <= rounds; round += 1) {
      for (const { gateway, url, measured } of rows) {
        const microseconds = await cpuPerRequest(gateway, url, requests);
        measured.push(...(round === 0 ? [] : [microseconds]));
      }
    }
    print(api, rows);
  }
}

/** Twice nothing: how much they differ is what the measurement can't tell. */
function listeners(): { readonly name: string; readonly log: GatewayLog }[] {
  const quiet = () => new Log(nowhere(), "text", false);
  const last: RequestTrace[] = [];
  const listener = (trace: RequestTrace): void => {
    last[0] = trace;
  };
  return [
    { name: "nothing", log: quiet() },
    { name: "nothing, again", log: tracedLog(quiet(), undefined) },
    { name: "request log", log: new Log(nowhere(), "text") },
    { name: "listener", log: tracedLog(quiet(), listener) },
    { name: "listener and request log", log: tracedLog(new Log(nowhere()), listener) },
  ];
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function print(
  api: ApiKind,
  rows: readonly { readonly name: string; readonly measured: readonly number[] }[],
): void {
  const medians = rows.map(({ name, measured }) => ({ name, cpu: median(measured) }));
  const [nothing] = medians;
  printTable(
    `${api}: what listens to requests, and CPU time of the gateway in µs a request`,
    ["", "CPU", "of nothing"],
    medians.map(({ name, cpu }) => [name, fixed(cpu, 1), times(cpu / (nothing?.cpu ?? 0))]),
  );
}
