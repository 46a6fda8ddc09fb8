import type { JwtClaims } from "../../../jwt";
import { mapToObject } from "../../common/http/multi-values";

/** Of the times, only these become dates: `auth_time` stays a number. */
const DATES = ["exp", "iat", "nbf"];

/** Claims as functions see them: all of them texts. */
export function claimTexts(claims: JwtClaims): Record<string, string> {
  const present = Object.entries(claims).filter(([, value]) => value !== null);
  return mapToObject(
    new Map(present.map(([name, value]) => [name, claimText(name, value)])),
    (text) => text,
  );
}

function claimText(name: string, value: unknown): string {
  if (DATES.includes(name) && typeof value === "number") {
    return javaDate(value * 1000);
  }
  if (Array.isArray(value)) {
    return value.map((one) => claimText("", one)).join(",");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** As Java writes a date: `Thu Sep 24 21:16:11 UTC 2026`. */
function javaDate(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) {
    return String(milliseconds / 1000);
  }
  const [weekday = "", day, month, year, time] = date.toUTCString().split(" ");
  return `${weekday.replace(",", "")} ${month} ${day} ${time} UTC ${year}`;
}
