import { programOutput } from "./program-output";
import type { ClientFunction, RuntimeClient } from "./runtime-client";

const GEM = "aws_lambda_ric";

/** Prints the program, its version and, if the gem is installed, the client. */
const PROBE = `begin
  client = Gem.bin_path("${GEM}", "${GEM}")
rescue LoadError
end
puts JSON.generate([RbConfig.ruby, RUBY_VERSION, client])`;

/**
 * AWS's client for Ruby, from the gems of the Ruby on PATH.
 * @see https://github.com/aws/aws-lambda-ruby-runtime-interface-client
 */
export async function findRubyClient({ runtime, handler }: ClientFunction): Promise<RuntimeClient> {
  const args = ["-rjson", "-e", PROBE];
  const output = (await programOutput(runtime, args)) ?? (await programOutput("ruby", args));
  if (output === undefined) {
    throw new Error(
      `${runtime} needs ${runtime} or ruby on PATH, and neither runs. Install Ruby ${runtime.slice("ruby".length)}.`,
    );
  }
  const [path, version, client] = JSON.parse(output) as [string, string, string | null];
  if (client === null) {
    throw new Error(
      `${runtime} needs AWS's runtime interface client for Ruby, and ${path} (${version}) doesn't have it. Run gem install ${GEM}`,
    );
  }
  return { version, path, command: [path, client, handler] };
}
