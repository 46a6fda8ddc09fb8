import { ExpiringCache } from "../../../../local/gateway/common/expiring-cache";

test("a value is kept for its time, which starts again when it is added again", () => {
  let now = 0;
  const cache = new ExpiringCache<string>(() => now);

  cache.add("a", "first", 10);
  now = 9_999;
  expect(cache.get("a")).toBe("first");
  cache.add("a", "second", 10);
  now = 19_998;
  expect(cache.get("a")).toBe("second");
  now = 19_999;
  expect(cache.get("a")).toBeUndefined();
});

test("the oldest of too many values goes", () => {
  const cache = new ExpiringCache<number>();

  for (let at = 0; at <= 10_000; at++) {
    cache.add(String(at), at, 60);
  }

  expect(cache.get("0")).toBeUndefined();
  expect(cache.get("1")).toBe(1);
  expect(cache.get("10000")).toBe(10_000);
});
