import { groupedByCause } from "../../log/grouped-problems";

/** Warnings about problems of functions that no API needs. */
export function notInvocable(problems: readonly string[]): string[] {
  return groupedByCause(problems).map((text) => {
    const [cause = "", ...concerned] = text.split("\n");
    const functions = concerned.length > 0 ? "These functions" : "The function";
    return [`${cause}. ${functions} can't be invoked locally.`, ...concerned].join("\n");
  });
}
