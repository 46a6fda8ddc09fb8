import fc from "fast-check";

const CODE_POINTS = fc.oneof(
  fc.integer({ min: 0, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
);

/**
 * A text of any characters, or a name that every object has. fast-check's own unit "binary" gives
 * the same, but makes a map of all 1.1 million characters first, which takes a second.
 */
export const anyText = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.string({
      unit: CODE_POINTS.map((point) => String.fromCodePoint(point)),
      maxLength: 8,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "toString") },
);
