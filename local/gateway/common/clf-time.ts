const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

let last = { second: NaN, text: "" };

/** `09/Apr/2025:12:34:56 +0000` */
export function clfTime(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  // A busy API asks for the same one a thousand times.
  if (second !== last.second) {
    last = { second, text: format(date) };
  }
  return last.text;
}

function format(date: Date): string {
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()] ?? ""}/${date.getUTCFullYear()}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  return `${day}:${time} +0000`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
