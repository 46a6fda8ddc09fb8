import { matchesAddress } from "./ip-address";
import { matchesArn, matchesWildcards } from "./wildcards";

/** Compares a value of the policy with one of the request; undefined if the policy's is malformed. */
export type Compare = (wanted: string, value: string) => boolean | undefined;

const equal: Compare = (wanted, value) => wanted === value;
const equalIgnoringCase: Compare = (wanted, value) => wanted.toLowerCase() === value.toLowerCase();

/** @param parse NaN for what isn't such a value */
function ordered(
  parse: (text: string) => number,
  fits: (value: number, wanted: number) => boolean,
): Compare {
  return (wantedText, valueText) => {
    const wanted = parse(wantedText);
    const value = parse(valueText);
    return Number.isNaN(wanted) || Number.isNaN(value) ? undefined : fits(value, wanted);
  };
}

const number = (text: string): number => (text.trim() === "" ? NaN : Number(text));
/** ISO 8601, or seconds since 1970. */
const date = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) * 1000 : /^\d{4}-/.test(text) ? Date.parse(text) : NaN;

const ORDERS = {
  Equals: (value: number, wanted: number) => value === wanted,
  LessThan: (value: number, wanted: number) => value < wanted,
  LessThanEquals: (value: number, wanted: number) => value <= wanted,
  GreaterThan: (value: number, wanted: number) => value > wanted,
  GreaterThanEquals: (value: number, wanted: number) => value >= wanted,
} as const;

type Comparison = readonly [compare: Compare, isNegated: boolean];

function ordersOf(prefix: string, parse: (text: string) => number): [string, Comparison][] {
  return [
    ...Object.entries(ORDERS).map(([name, fits]): [string, Comparison] => [
      `${prefix}${name}`,
      [ordered(parse, fits), false],
    ]),
    [`${prefix}NotEquals`, [ordered(parse, ORDERS.Equals), true]],
  ];
}

/**
 * The comparison of each operator. A negated operator is met if the comparison fails.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["ArnEquals", [matchesArn, false]],
  ["ArnLike", [matchesArn, false]],
  ["ArnNotEquals", [matchesArn, true]],
  ["ArnNotLike", [matchesArn, true]],
  ["Bool", [equalIgnoringCase, false]],
  ["IpAddress", [matchesAddress, false]],
  ["NotIpAddress", [matchesAddress, true]],
  ["StringEquals", [equal, false]],
  ["StringEqualsIgnoreCase", [equalIgnoringCase, false]],
  ["StringLike", [matchesWildcards, false]],
  ["StringNotEquals", [equal, true]],
  ["StringNotEqualsIgnoreCase", [equalIgnoringCase, true]],
  ["StringNotLike", [matchesWildcards, true]],
  ...ordersOf("Numeric", number),
  ...ordersOf("Date", date),
]);
