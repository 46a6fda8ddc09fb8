import { stricterParts, type Strictness } from "./schema";
import { renamedVariables } from "./path-variables";
import { missing, onBoth, type Rule, type RouteOfApi } from "./rule";

/** Rules about what a request must be like. */
export const requestRules: readonly Rule<RouteOfApi>[] = [
  {
    id: "parameter-required",
    severity: "breaking",
    // Every request of a route has its path variables.
    find: onBoth(({ route: before }, { route: after }) =>
      missing(after.requiredParameters, before.requiredParameters)
        .filter((parameter) => !parameter.startsWith("path "))
        .map((parameter) => `The ${parameter} is required now.`),
    ),
  },
  {
    id: "path-variable-renamed",
    severity: "risky",
    find: onBoth(({ route: before }, { route: after }) =>
      renamedVariables(before.key, after.key).map(
        ([from, to]) => `The path variable ${from} is ${to} now. Its name is part of the event.`,
      ),
    ),
  },
  {
    id: "body-validated",
    severity: "breaking",
    find: onBoth(({ route: before }, { route: after }) =>
      missing([...after.bodySchemas.keys()], [...before.bodySchemas.keys()]).map(
        (type) => `Bodies of the type ${type} are validated now.`,
      ),
    ),
  },
  schemaRule("body-property-required"),
  schemaRule("body-type-narrowed"),
  schemaRule("body-enum-narrowed"),
  schemaRule("body-properties-closed"),
  schemaRule("body-bounds-tightened"),
  schemaRule("body-pattern-added"),
  schemaRule("body-condition-added"),
];

/** A rule about models that became stricter, for content types that both sides validate. */
function schemaRule(id: Strictness): Rule<RouteOfApi> {
  return {
    id,
    severity: "breaking",
    find: onBoth((before, after) => {
      const types = [...after.route.bodySchemas].filter(([type]) =>
        before.route.bodySchemas.has(type),
      );
      const texts = types.flatMap(([type, schema]) => {
        const old = { schema: before.route.bodySchemas.get(type), models: before.api.models };
        return stricterParts(old, { schema, models: after.api.models })
          .filter(({ rule }) => rule === id)
          .map(({ text }) => text);
      });
      return [...new Set(texts)];
    }),
  };
}
