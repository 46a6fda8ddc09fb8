import { HttpApi, lambda, HttpLambdaIntegration } from "../../../constructs";
import { rawHttpApi } from "../../bench/synth/apis";
import type { Synthesised } from "../lambda/support";
import { environment, INLINE, synth } from "../lambda/support";
import { count } from "./support";

const ROUTES = Array.from({ length: 300 }, (_, i) => `GET /tenants/{tenant}/things/${i}/{id}`);

/** Each route with an integration object of its own, as a table of routes would have it. */
function ours(): Synthesised {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", INLINE);
  const api = new HttpApi(stack, "HttpApi");
  for (const routeKey of ROUTES) {
    api.addRoute(routeKey, new HttpLambdaIntegration(fn));
  }
  return synth(stack);
}

/** The same resources by hand. */
function raw(): Synthesised {
  const stack = environment();
  rawHttpApi({ stack, fn: new lambda.Function(stack, "Hello", INLINE) }, ROUTES);
  return synth(stack);
}

function milliseconds(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

test("300 routes synthesise in at most 1.2 times the time of the same resources by hand", () => {
  const resources = (json: Synthesised) =>
    Object.keys(json.resource).reduce((sum, type) => sum + count(json, type), 0);
  expect(resources(ours())).toBe(resources(raw()));

  // The least of several runs taken in turns: what else runs on the machine only ever adds time.
  const least = { ours: Infinity, raw: Infinity };
  for (let run = 0; run < 30; run += 1) {
    least.raw = Math.min(least.raw, milliseconds(raw));
    least.ours = Math.min(least.ours, milliseconds(ours));
  }
  expect(least.ours / least.raw).toBeLessThanOrEqual(1.2);
}, 120_000);
