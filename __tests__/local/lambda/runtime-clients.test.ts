import { mkdirSync } from "node:fs";
import path from "node:path";
import { LambdaFixture } from "./support/lambda-fixture";
import { writeFileIn } from "../../support/write-file";

jest.setTimeout(30_000);

/**
 * Stands for java, ruby and dotnet: describes itself as each of them does, and else is a runtime
 * client, which responds with its arguments and some variables.
 */
const PROGRAM = `#!/bin/sh
case "$*" in
  *-XshowSettings*)
    echo "    java.home = $STUBS/jdk" >&2
    echo "    java.version = 21.0.5" >&2
    exit ;;
  *--list-runtimes*) echo "Microsoft.NETCore.App 8.0.11 [/usr/share/dotnet]"; exit ;;
  *RbConfig.ruby*) echo "[\\"$0\\",\\"3.3.6\\",$RUBY_CLIENT]"; exit ;;
esac
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  id=$(curl -sS -D - -o /dev/null "$api/next" | grep -i aws-request-id | tr -d '[:space:]' | cut -d: -f2)
  curl -sS "$api/$id/response" -d "\\"$* in $(pwd) for $AWS_EXECUTION_ENV $GEM_PATH\\"" > /dev/null
done
`;

const { PATH, HOME } = process.env;
let fixture: LambdaFixture;
beforeEach(() => {
  fixture = new LambdaFixture();
  process.env.STUBS = fixture.root;
  process.env.RUBY_CLIENT = '"/gems/aws_lambda_ric"';
  process.env.HOME = path.join(fixture.root, "home");
  process.env.PATH = `${fixture.root}/bin:${PATH}`;
});
afterEach(async () => {
  await fixture.close();
  Object.assign(process.env, { PATH, HOME });
});

function install(...files: readonly string[]): void {
  for (const file of files) {
    writeFileIn(fixture.root, file, PROGRAM, 0o755);
  }
}

async function run(runtime: string, handler: string, files: readonly string[]): Promise<string> {
  for (const file of ["Function.class", ...files]) {
    fixture.file(`code/${file}`, "");
  }
  fixture
    .resource("data.archive_file.code", { type: "zip", source_dir: "code", output_path: "c.zip" })
    .resource("aws_lambda_function.fn", {
      ...{ function_name: "fn", filename: "c.zip", memory_size: 512 },
      ...{ runtime, handler },
    });
  const lambda = await fixture.start();
  const { payload } = await lambda.invoke("fn", "{}");
  const response = JSON.parse(payload.toString()) as string;
  return response.replaceAll(fixture.root, "").replaceAll(/\/[^\s:]*local-lambda-\w+\/\d+/g, "");
}

const MAVEN = "home/.m2/repository/com/amazonaws";
const RIC = "aws-lambda-java-runtime-interface-client";

test("Java handlers run by the newest client in Maven's repository, with a heap that fits", async () => {
  install("bin/java", "jdk/bin/java");
  const jars = [
    `${MAVEN}/${RIC}/2.10.0/${RIC}-2.10.0.jar`,
    `${MAVEN}/${RIC}/2.9.1/${RIC}-2.9.1.jar`,
    `${MAVEN}/aws-lambda-java-core/1.4.0/aws-lambda-java-core-1.4.0.jar`,
    `${MAVEN}/aws-lambda-java-serialization/1.1.6/aws-lambda-java-serialization-1.1.6.jar`,
  ];
  jars.forEach((jar) => writeFileIn(fixture.root, jar, ""));

  const classPath = [jars[0], jars[2], jars[3]].map((jar) => `/${jar}`).join(":");
  expect(await run("java21", "com.example.Hello::handle", [])).toBe(
    `-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx435m -cp ${classPath}:/opt/java/lib/* com.amazonaws.services.lambda.runtime.api.client.AWSLambda com.example.Hello::handle in /code for AWS_Lambda_java21 `,
  );
});

test("Ruby handlers run by the client among the gems, with the gems of the code and layers", async () => {
  install("bin/ruby3.3");

  expect(await run("ruby3.3", "app.handler", [])).toBe(
    "/gems/aws_lambda_ric app.handler in /code for AWS_Lambda_ruby3.3 /code/vendor/bundle/ruby/3.3.0:/opt/ruby/gems/3.3.0",
  );
});

test("an executable .NET assembly runs itself", async () => {
  install("bin/dotnet");

  expect(await run("dotnet8", "Hello", ["Hello.dll"])).toBe(
    "exec /code/Hello.dll in /code for AWS_Lambda_dotnet8 ",
  );
});

test("the handler of a .NET class library runs by the client of AWS's test tool", async () => {
  const tool = "home/.dotnet/tools/.store/amazon.lambda.testtool/0.9.1/amazon.lambda.testtool";
  const client = `${tool}/0.9.1/content/Amazon.Lambda.RuntimeSupport/net8.0/Amazon.Lambda.RuntimeSupport.dll`;
  install("bin/dotnet", client);

  expect(
    await run("dotnet8", "Hello::Hello.Fn::Run", ["Hello.deps.json", "App.runtimeconfig.json"]),
  ).toBe(
    `exec --depsfile /code/Hello.deps.json --runtimeconfig /code/App.runtimeconfig.json /${client} Hello::Hello.Fn::Run in /code for AWS_Lambda_dotnet8 `,
  );
});

test.each([
  ["java17", "a.B", /^aws_lambda_function\.fn: java17 needs java on PATH.* Install Java 17\.$/],
  ["ruby3.4", "a.b", /ruby3\.4 needs ruby3\.4 or ruby on PATH, .* Install Ruby 3\.4\.$/],
  ["dotnet8", "A", /dotnet8 needs dotnet on PATH with the \.NET runtime 8.*dotnet\.microsoft\.com/],
])(
  "without its language, %s is an error that says what to install",
  async (runtime, handler, message) => {
    process.env.PATH = path.join(fixture.root, "bin");
    mkdirSync(process.env.PATH);

    await expect(run(runtime, handler, [])).rejects.toThrow(message);
  },
);

test.each([
  ["java17", "a.B", /Run mvn dependency:get -Dartifact=com\.amazonaws:aws-lambda-java-runtime/],
  ["ruby3.3", "a.b", /ruby3\.3 \(3\.3\.6\) doesn't have it\. Run gem install aws_lambda_ric$/],
  ["dotnet8", "A::B::C", /Run dotnet tool install --global amazon\.lambda\.testtool$/],
])(
  "without AWS's client, %s is an error with the command to run",
  async (runtime, handler, message) => {
    install("bin/java", "bin/ruby3.3", "bin/dotnet");
    process.env.RUBY_CLIENT = "null";

    await expect(run(runtime, handler, [])).rejects.toThrow(message);
  },
);
