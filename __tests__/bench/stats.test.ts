import { median, percentile } from "./stats";

test("a percentile is the smallest value that so many don't exceed", () => {
  const values = [9, 1, 5, 3, 7];

  expect(median(values)).toBe(5);
  expect(percentile(values, 99)).toBe(9);
  expect(percentile(values, 1)).toBe(1);
});

test("no values have no percentile", () => {
  expect(() => median([])).toThrow("nothing");
});
