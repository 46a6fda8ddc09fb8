import path from "node:path";
import { runnerCommand } from "../runner/contestants";
import { launch, type LaunchedServer } from "../runner/started-server";
import type { Language } from "../runner/stacks";
import type { Scratch } from "../scratch";
import { installServerlessOffline, startServerlessOffline } from "./serverless-offline";
import { writeWebSocketStack } from "./stack";

/** A server of a WebSocket API whose messages come back from a function. */
export interface Contestant {
  readonly name: string;
  readonly isPeer: boolean;
  readonly start: () => Promise<LaunchedServer>;
}

const LANGUAGES: readonly Language[] = ["Node", "Python"];

/** The runner, and serverless-offline if it can be installed. */
export function contestants(scratch: Scratch): Contestant[] {
  const peer = installServerlessOffline(scratch.folder);
  return LANGUAGES.flatMap((language) => [
    {
      name: `local runner, ${language}`,
      isPeer: false,
      start: () => startRunner(language, scratch),
    },
    ...(peer === undefined
      ? []
      : [
          {
            name: `serverless-offline, ${language}`,
            isPeer: true,
            start: () => startServerlessOffline(peer, language, scratch),
          },
        ]),
  ]);
}

function startRunner(language: Language, scratch: Scratch): Promise<LaunchedServer> {
  const stack = path.join(scratch.folder, `WebSocket ${language}`);
  const name = `local runner, ${language}`;
  writeWebSocketStack(stack, language);
  return launch(
    { name, ...runnerCommand(name, stack, "aws_apigatewayv2_stage", ["--quiet"]) },
    scratch,
  );
}
