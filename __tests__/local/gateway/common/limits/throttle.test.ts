import { TokenBuckets } from "../../../../../local/gateway/common/limits/throttle";

/** Whether requests at these times, in milliseconds, are admitted. */
function admittedAt(times: readonly number[], burst: number, rate: number): boolean[] {
  let now = 0;
  const buckets = new TokenBuckets(() => now);
  return times.map((time) => {
    now = time;
    return buckets.take("a", { burst, rate });
  });
}

test("the burst is admitted at once, and more as the bucket refills", () => {
  const times = [0, 0, 0, 100, 100, 200];

  expect(admittedAt(times, 2, 10)).toEqual([true, true, false, true, false, true]);
});

test("a bucket never holds more than the burst, however long nobody calls", () => {
  expect(admittedAt([0, 3_600_000, 3_600_000, 3_600_000], 2, 10)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("refused requests don't delay the refilling", () => {
  expect(admittedAt([0, 30, 60, 90, 100], 1, 10)).toEqual([true, false, false, false, true]);
});

test("a burst of 0 admits nothing, whatever the rate", () => {
  expect(admittedAt([0, 1_000_000], 0, 100)).toEqual([false, false]);
});

test("buckets don't share their tokens", () => {
  const buckets = new TokenBuckets(() => 0);
  const one = { burst: 1, rate: 1 };

  expect(["a", "b", "a"].map((id) => buckets.take(id, one))).toEqual([true, true, false]);
});
