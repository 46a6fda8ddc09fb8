import type { DomainDescription } from "../describe";
import { changedKeys } from "./changed-keys";
import { missing, onBoth, type Rule } from "./rule";

/** Rules about custom domain names. */
export const domainRules: readonly Rule<DomainDescription>[] = [
  {
    id: "domain-removed",
    severity: "breaking",
    find: ({ before, after }) => (before && !after ? ["The custom domain name is removed."] : []),
  },
  {
    id: "domain-path-removed",
    severity: "breaking",
    find: onBoth((before, after) =>
      missing([...before.targets.keys()], [...after.targets.keys()]).map(
        (path) => `Its path ${path} leads to no API any more.`,
      ),
    ),
  },
  {
    id: "domain-path-changed",
    severity: "risky",
    find: onBoth((before, after) =>
      changedKeys(before.targets, after.targets)
        .filter((path) => before.targets.has(path) && after.targets.has(path))
        .map((path) => `Its path ${path} leads to another API or stage.`),
    ),
  },
  {
    id: "mutual-tls-added",
    severity: "breaking",
    find: onBoth((before, after) =>
      !before.hasMutualTls && after.hasMutualTls ? ["Clients need a certificate now."] : [],
    ),
  },
  {
    id: "mutual-tls-removed",
    severity: "risky",
    kind: "public",
    find: onBoth((before, after) =>
      before.hasMutualTls && !after.hasMutualTls ? ["Clients need no certificate now."] : [],
    ),
  },
];
