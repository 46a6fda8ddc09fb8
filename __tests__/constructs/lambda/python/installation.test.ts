import { TerraformStack, Testing } from "cdktf";
import { lambda } from "../../../../constructs";
import { installation } from "../../../../constructs/lambda/python/installation";

const { Architecture, Runtime } = lambda;

test.each([
  ["3.11", "aarch64", ["2_26", "2_17"], Runtime.PYTHON_3_11, Architecture.ARM_64],
  ["3.11", "x86_64", ["2_26", "2_17"], Runtime.PYTHON_3_11, Architecture.X86_64],
  ["3.13", "aarch64", ["2_34", "2_28", "2_17"], Runtime.PYTHON_3_13, Architecture.ARM_64],
  ["3.13", "x86_64", ["2_34", "2_28", "2_17"], Runtime.PYTHON_3_13, Architecture.X86_64],
])(
  "for Python %s on %s, pip installs wheels for the C libraries %j only",
  (version, machine, libraries, runtime, architecture) => {
    const stack = new TerraformStack(Testing.app(), "dev");
    const requirements = { kind: "pip", lock: "requirements.txt", files: [] } as const;

    const { steps } = installation(stack, requirements, runtime, architecture);

    const [pip] = steps.flatMap((step) => (step.kind === "command" ? [step.command] : []));
    const target = pip?.filter((option) =>
      /^--(platform|python-version|only-binary)=/.test(option),
    );
    expect(target).toEqual([
      `--python-version=${version}`,
      ...libraries.map((library) => `--platform=manylinux_${library}_${machine}`),
      `--platform=manylinux2014_${machine}`,
      "--only-binary=:all:",
    ]);
  },
);
