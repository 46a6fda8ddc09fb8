import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { parseEnv } from "node:util";
import type { TlsFiles } from "../../server/tls";
import { UsageError } from "../command";

// The values of single options of `serve`. Each function throws a UsageError with what is allowed.

export function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) {
    return port;
  }
  throw new UsageError(`--port is "${text}"; allowed: 0 to 65535.`);
}

export function logFormatOf(text: string): "text" | "json" {
  if (text === "text" || text === "json") {
    return text;
  }
  throw new UsageError(`--log-format is "${text}"; allowed: text, json.`);
}

export function tlsOf(identityFile?: string, truststoreFile?: string): TlsFiles | undefined {
  if (identityFile !== undefined) {
    return { identityFile, truststoreFile };
  }
  if (truststoreFile !== undefined) {
    throw new UsageError("--truststore needs --tls: clients send certificates only by HTTPS.");
  }
  return undefined;
}

export function hostOf(option: string, text: string): string {
  if (/^[\w.-]+$/.test(text)) {
    return text;
  }
  throw new UsageError(
    `${option} is "${text}"; allowed: a host name without scheme and port, such as shop.test.`,
  );
}

export function jwksFileOf(text: string): [issuer: string, file: string] {
  const [, issuer, file] = /^(https?:\/\/.+)=([^=]+)$/.exec(text) ?? [];
  if (issuer !== undefined && file !== undefined) {
    return [issuer, file];
  }
  throw new UsageError(
    `--jwks is "${text}"; allowed: the URL of an issuer and a file, such as https://issuer.example=keys.json.`,
  );
}

export function targetOf(text: string): [address: string, url: string] {
  const [, address, url] =
    /^((?:module\..+\.)?aws_\w+\.[^=]+)=(https?:\/\/[^/?#]+)\/?$/.exec(text) ?? [];
  if (address !== undefined && url !== undefined && URL.canParse(url)) {
    return [address, url];
  }
  throw new UsageError(
    `--target is "${text}"; allowed: a Terraform address and a URL without a path, such as aws_lb_listener.web=http://127.0.0.1:8080.`,
  );
}

export function codeOf(text: string): [key: string, file: string] {
  const [, key, given] =
    /^((?:module\..+\.)?aws_lambda_(?:function|layer_version)\.[^=]+|arn:[^=]+:layer:[^=]+)=(.+)$/.exec(
      text,
    ) ?? [];
  if (key === undefined || given === undefined) {
    throw new UsageError(
      `--code is "${text}"; allowed: the Terraform address of a function or layer, or the ARN of a layer, and a folder or zip, such as aws_lambda_function.pets=src/pets.`,
    );
  }
  const found = statSync(given, { throwIfNoEntry: false });
  if (!found?.isDirectory() && !(found?.isFile() && given.endsWith(".zip"))) {
    throw new UsageError(`--code ${key}: ${given} is neither a folder nor a .zip file.`);
  }
  return [key, path.resolve(given)];
}

export function accountIdOf(text: string): string {
  if (/^\d{12}$/.test(text)) {
    return text;
  }
  throw new UsageError(`--account-id is "${text}"; allowed: 12 digits.`);
}

export function addressOf(text: string): string {
  if (isIP(text) !== 0) {
    return text;
  }
  throw new UsageError(
    `--source-ip is "${text}"; allowed: an IPv4 or IPv6 address, such as 203.0.113.7.`,
  );
}

const MAX_IDLE_SECONDS = 600;

export function idleOf(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= MAX_IDLE_SECONDS) {
    return seconds;
  }
  throw new UsageError(`--ws-idle is "${text}"; allowed: 1 to ${MAX_IDLE_SECONDS} seconds.`);
}

export function environmentOf(file: string): Record<string, string> {
  try {
    return parseEnv(readFileSync(file, "utf8")) as Record<string, string>;
  } catch (error) {
    throw new Error(`--env-file ${file} can't be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
