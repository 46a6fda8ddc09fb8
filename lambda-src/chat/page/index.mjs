import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const { CHAT_URL = "" } = process.env;

const template = readFileSync(new URL("page.html", import.meta.url), "utf8");

/** Lets the browser use the style and the script of the page, and connect to the chat, but nothing else. */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf("style")}`,
  `script-src ${hashOf("script")}`,
  `connect-src ${new URL(CHAT_URL).origin}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const response = {
  statusCode: 200,
  headers: {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
  },
  body: template.replace("CHAT_URL", CHAT_URL),
};

export const handler = async () => response;

function hashOf(element) {
  const [, text] = new RegExp(`<${element}>(.*)</${element}>`, "s").exec(template) ?? [];
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
