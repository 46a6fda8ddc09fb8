import type { RequestTrace, TraceStep } from "../../../../local/gateway/trace";

type Step<K extends TraceStep["step"]> = Extract<TraceStep, { step: K }>;

/** The only step of its kind. */
export function stepOf<K extends TraceStep["step"]>(
  { steps }: Pick<RequestTrace, "steps">,
  kind: K,
): Step<K> {
  const found = steps.filter((one): one is Step<K> => one.step === kind);
  expect(found).toHaveLength(1);
  return found[0] as Step<K>;
}

/** The kinds of steps, in order. */
export function kindsOf({ steps }: Pick<RequestTrace, "steps">): string[] {
  return steps.map(({ step }) => step);
}

/** The step that failed, of which there is at most one. */
export function failureIn({ steps }: Pick<RequestTrace, "steps">): TraceStep | undefined {
  const failed = steps.filter(({ error }) => error !== undefined);
  expect(failed.length).toBeLessThanOrEqual(1);
  return failed[0];
}
