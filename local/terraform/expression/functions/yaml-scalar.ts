import type { Value } from "../../resolved-stack";
import { ExpressionValueError } from "../values";
import { isoText, parseTimestamp } from "./timestamp";

const NULL = /^(?:|~|null|Null|NULL)$/;
const TRUE = /^(?:[yY]|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:[nN]|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NUMBER = /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0x[\da-fA-F]+|0o[0-7]+)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const DATE = /^(\d{4})-(\d\d?)-(\d\d?)$/;
const TIME = /^(\d{4})-(\d\d?)-(\d\d?)([Tt ])(\d\d?):(\d\d?):(\d\d?)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** The value of a scalar without quotation marks, by the rules of Terraform's YAML library. */
export function plainScalar(source: string): Value {
  if (NULL.test(source)) {
    return null;
  }
  if (TRUE.test(source) || FALSE.test(source)) {
    return TRUE.test(source);
  }
  if (NUMBER.test(source)) {
    return Number(source);
  }
  if (NOT_A_NUMBER.test(source) || INFINITE.test(source)) {
    throw new ExpressionValueError(`${source} is not supported`);
  }
  return timestamp(source) ?? source;
}

/** RFC 3339 for a date or time in one of YAML's forms. */
function timestamp(source: string): string | undefined {
  const [, ...date] = DATE.exec(source) ?? [];
  if (date.length > 0) {
    return rfc3339(date, ["0", "0", "0"], "Z");
  }
  const [, year, month, day, separator, hours, minutes, seconds, , zone] = TIME.exec(source) ?? [];
  // Only a time after a space is without a zone.
  if (!seconds || (separator === " ") === (zone !== undefined)) {
    return undefined;
  }
  return rfc3339([year, month, day], [hours, minutes, seconds], zone ?? "Z");
}

type Parts = readonly (string | undefined)[];

/** To the second. A date that doesn't exist is not a timestamp. */
function rfc3339(date: Parts, time: Parts, zone: string): string | undefined {
  const two = (part = "") => part.padStart(2, "0");
  try {
    return isoText(parseTimestamp(`${date.map(two).join("-")}T${time.map(two).join(":")}${zone}`));
  } catch {
    return undefined;
  }
}
