import { runCommand, UsageError } from "./command";
import { serve } from "./serve";
import { parseServeOptions, SERVE_OPTIONS_HELP } from "./serve-options";

const HELP = `Serves a synthesised stack on loopback, as API Gateway and Lambda would.

Usage: npm run local -- <stack folder> [options]

  <stack folder>   a folder with a cdk.tf.json, such as cdktf.out/stacks/dev

${SERVE_OPTIONS_HELP}`;

runCommand(HELP, async (args) => {
  const { options, positionals } = parseServeOptions(args, "npm run local");
  const [folder, ...rest] = positionals;
  if (!folder || rest.length > 0) {
    throw new UsageError("Name one stack folder.");
  }
  const build = () => Promise.resolve([]);
  return serve({ folder, build, sources: [folder], ignored: [] }, options);
});
