import { collections } from "./collections";
import { datesAndNetworks } from "./dates-and-networks";
import { documents } from "./documents";
import { language } from "./language";
import type { Row } from "./row";
import { textsAndNumbers } from "./texts-and-numbers";

export type { Row };

/** Held against the local runner, and against Terraform itself where it is installed. */
export const expressions: readonly Row[] = [
  ...language,
  ...collections,
  ...textsAndNumbers,
  ...documents,
  ...datesAndNetworks,
];

/** What the expressions name: the stack's locals, and files in its folder. */
export const surroundings = {
  locals: {
    list: ["a", "b", "c"],
    map: { one: 1, two: "2" },
    nested: { a: [{ b: 1 }, { b: 2 }], n: null },
    "name-with": "x",
    greeting: "Hello $${name}",
  },
  files: {
    "a.txt": "äbc\n",
    "greeting.tftpl": `Hello \${name}%{ if loud }!%{ endif }
%{ for x in items ~}
- \${x}
%{ endfor ~}
end
`,
  },
};
