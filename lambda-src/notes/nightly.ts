import { markReminded, unchangedNotes } from "./note-store";

const DAYS = 30;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Reminds of the notes that nobody has changed for 30 days, once each. @returns how many */
export async function handler(): Promise<{ reminded: number }> {
  const before = new Date(Date.now() - DAYS * DAY_MILLISECONDS).toISOString();
  let reminded = 0;
  for await (const key of unchangedNotes(before)) {
    reminded += (await markReminded(key, before)) ? 1 : 0;
  }
  return { reminded };
}
