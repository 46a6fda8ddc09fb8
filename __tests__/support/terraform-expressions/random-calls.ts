import fc from "fast-check";
import { literal } from "../../../constructs/core/literal";

const quoted = (text: string) => JSON.stringify(literal(text));

const word = fc.oneof(
  fc.stringMatching(/^[-a-z0-9 :#{}[\],&*!|>'"%@.~\n\t\\éß€]{0,14}$/),
  fc.constantFrom("yes", "no", "null", "~", "1.0", "0x1F", "2001-01-01", "word ".repeat(25)),
);
const document = fc.letrec<{ value: fc.JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    word,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z0-9 :#]{1,8}$/), tie("value"), { maxKeys: 3 }),
  ),
})).value;
const encoded = document.map((value) => `jsondecode(${quoted(JSON.stringify(value))})`);

/** Plain scalars, where YAML has the most rules. */
const scalar = fc.stringMatching(/^[-+.0-9eExoTZ:_ynf~]{1,8}$/);

const rows = fc.array(fc.array(fc.stringMatching(/^[a-z",\r\n ]{0,6}$/), { maxLength: 3 }), {
  maxLength: 3,
});
const csv = rows.map((found) => found.map((row) => row.join(",")).join("\n"));

const time = fc
  .tuple(
    fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
    fc.constantFrom("Z", "+05:30", "-08:00", "+00:00"),
  )
  .map(([date, zone]) => date.toISOString().replace("Z", zone));
const duration = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.integer({ min: 0, max: 5000 }),
    fc.constantFrom("s", "m", "h"),
  )
  .map(([sign, count, unit]) => `${sign}${count}.5${unit}`);
const dateFormat = fc.stringMatching(/^([YMDEhHAamsZ]{1,4}|[ -]|'x'|'')+$/, { size: "small" });

const address = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
  fc.tuple(
    fc.ipV6().filter((ip) => !ip.includes(".")),
    fc.integer({ min: 0, max: 128 }),
  ),
);
const network = address.map(([ip, prefix]) => `"${ip}/${prefix}"`);
const small = fc.integer({ min: -3, max: 20 });
const bits = fc.integer({ min: 0, max: 10 });

/** Calls whose result depends on their arguments only; a call that fails gives "failed". */
export const randomCalls = fc
  .oneof(
    encoded.map((value) => `yamlencode(${value})`),
    encoded.map((value) => `yamldecode(yamlencode(${value}))`),
    scalar.map((text) => `jsonencode(yamldecode(${quoted(`a: ${text}`)}))`),
    csv.map((text) => `csvdecode(${quoted(text)})`),
    fc.tuple(dateFormat, time).map(([format, at]) => `formatdate(${quoted(format)}, "${at}")`),
    fc.tuple(time, duration).map(([at, added]) => `timeadd("${at}", "${added}")`),
    fc.tuple(network, small).map(([of, number]) => `cidrhost(${of}, ${number})`),
    network.map((of) => `cidrnetmask(${of})`),
    fc
      .tuple(network, bits, fc.nat(20))
      .map(([of, added, number]) => `cidrsubnet(${of}, ${added}, ${number})`),
    fc
      .tuple(network, fc.array(bits, { maxLength: 4 }))
      .map(([of, added]) => `cidrsubnets(${[of, ...added].join(", ")})`),
  )
  .map((call) => `\${jsonencode(try(${call}, "failed"))}`);
