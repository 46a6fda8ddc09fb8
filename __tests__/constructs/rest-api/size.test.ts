import { LambdaIntegration } from "../../../constructs";
import { synth } from "../lambda/support";
import { warningsOf } from "../warnings-of";
import { bodyOf, restFixture } from "./support";

/** The number of all resources, and the size of the OpenAPI document in bytes. */
function sizeOf(methods: number): { readonly resources: number; readonly bytes: number } {
  const { stack, api, fn } = restFixture();
  const integration = new LambdaIntegration(fn);
  for (let index = 0; index < methods; index += 1) {
    api.root.addResource(`r${index}`).addMethod("GET", integration);
  }
  const json = synth(stack);
  const resources = Object.values(json.resource).flatMap((named) => Object.keys(named));
  return { resources: resources.length, bytes: JSON.stringify(bodyOf(json)).length };
}

test("300 methods synthesise to the resources of one, and to 520 bytes each", () => {
  const [one, many] = [sizeOf(1), sizeOf(300)];

  expect(many.resources).toBe(one.resources);
  expect((many.bytes - one.bytes) / 299).toBeLessThanOrEqual(520);
});

test("more resources or stages than the default quotas are told of, not refused, for AWS raises them", () => {
  const { api } = restFixture();

  for (let index = 0; index < 299; index += 1) {
    api.root.addResource(`r${index}`);
  }
  for (let index = 0; index < 9; index += 1) {
    api.addStage(`s${index}`);
  }
  expect(warningsOf(api)).toEqual([]);
  api.resourceForPath("/r0/a/b");
  api.addStage("s9");

  expect(warningsOf(api)).toEqual([
    expect.stringContaining("dev/Api: more than 300 resources, the default quota of an API"),
    expect.stringContaining("dev/Api: more than 10 stages, the default quota of an API"),
  ]);
});
