import fc from "fast-check";
import { mapToObject } from "../../../../../local/gateway/common/http/multi-values";

const name = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString"));

test("a map becomes an object with exactly its names, whatever they are", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
      const map = new Map(pairs);
      const object = mapToObject(map, (value) => value);
      expect(Object.entries(object)).toEqual(Object.entries(Object.fromEntries(map)));
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    }),
  );
});
