import { spendWork } from "../../limits/work-limit";
import { isEqual, mapCost, type VtlMap, type VtlValue } from "../values";
import { methods, text } from "./method";

/** @see https://docs.oracle.com/javase/8/docs/api/java/util/Map.html */
export const MAP = methods<VtlMap>({
  get: (map, [key]) => map.get(text(key)),
  getOrDefault: (map, [key, otherwise]) => (map.has(text(key)) ? map.get(text(key)) : otherwise),
  put: (map, [key, value]) => {
    spendWork(mapCost(1));
    const before = map.get(text(key));
    map.set(text(key), value);
    return before;
  },
  putIfAbsent: (map, [key, value]) => {
    const before = map.get(text(key));
    spendWork(mapCost(1));
    if (before === undefined || before === null) {
      map.set(text(key), value);
    }
    return before;
  },
  putAll: (map, [other]) => {
    if (other instanceof Map) {
      spendWork(mapCost(other.size));
      for (const [key, value] of other) {
        map.set(key, value);
      }
    }
    return undefined;
  },
  remove: (map, [key]) => {
    const before = map.get(text(key));
    map.delete(text(key));
    return before;
  },
  clear: (map) => void map.clear(),
  containsKey: (map, [key]) => map.has(text(key)),
  containsValue: (map, [value]) => [...map.values()].some((item) => isEqual(item, value)),
  keySet: (map) => [...map.keys()],
  values: (map) => [...map.values()],
  entrySet: (map) => {
    spendWork(map.size * mapCost(2));
    return Array.from(map, ([key, value]) => entry(key, value));
  },
  size: (map) => map.size,
  isEmpty: (map) => map.size === 0,
});

function entry(key: string, value: VtlValue): VtlMap {
  return new Map<string, VtlValue>([
    ["key", key],
    ["value", value],
  ]);
}
