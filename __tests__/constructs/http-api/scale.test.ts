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

/** The number of all resources, and the size of the JSON in bytes. */
function sizeOf(json: Synthesised): { readonly resources: number; readonly bytes: number } {
  const types = Object.keys(json.resource);
  const resources = types.reduce((sum, type) => sum + count(json, type), 0);
  return { resources, bytes: Buffer.byteLength(JSON.stringify(json)) };
}

test("300 routes synthesise to as many resources as by hand, and 350 bytes of JSON each", () => {
  const [written, byHand] = [sizeOf(ours()), sizeOf(raw())];

  expect(written.resources).toBe(byHand.resources);
  expect(written.bytes / ROUTES.length).toBeLessThanOrEqual(350);
});
