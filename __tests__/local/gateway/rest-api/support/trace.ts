import type { RequestTrace } from "../../../../../local/gateway/trace";
import type { CaseRequest } from "../../../cases/support/exchange";
import { header } from "../../support/response";
import { FakeLog } from "../../support/fake-log";
import { stepOf } from "../../support/steps";
import { responseTo, type TestApi } from "./serve";

export const onPets = (operation: object, more: TestApi = {}): TestApi => ({
  paths: { "/pets/{id}": { post: operation } },
  ...more,
});

/** The trace of a request, by default a POST to /pets/7. */
export async function traceOf(
  test: TestApi,
  request: Partial<CaseRequest> = {},
): Promise<RequestTrace> {
  const log = new FakeLog(true, true);
  const got = await responseTo(
    { ...test, log },
    { method: "POST", path: "/pets/7", body: "{}", ...request },
  );
  const [trace] = log.requests;
  if (!trace) {
    throw new Error("Nothing was traced.");
  }
  const response = stepOf(trace, "response");
  expect(response.status).toBe(got.status);
  expect(response.body.text).toBe(got.body.toString());
  expect(header(got, "x-amzn-RequestId")).toBe(trace.requestId);
  return trace;
}

export const templates = (template: string) => ({ "application/json": template });
