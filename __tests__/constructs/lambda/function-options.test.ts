import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { TerraformStack } from "cdktf";
import { lambda } from "../../../constructs";
import { hello, only, synth, synthHello } from "./support";

type Props = Partial<lambda.FunctionProps>;

const ACCESS_POINT = "arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0a";
const VPC = { subnetIds: ["subnet-1", "subnet-2"] };
const EFS: Props = {
  vpc: { ...VPC, securityGroupIds: ["sg-1"] },
  filesystem: { accessPointArn: ACCESS_POINT, localMountPath: "/mnt/files" },
};

test("a function logs JSON of the chosen levels", () => {
  const json = synthHello({
    loggingFormat: "JSON",
    applicationLogLevel: "DEBUG",
    systemLogLevel: "WARN",
  });

  expect(only(json, "aws_lambda_function").logging_config).toEqual({
    log_format: "JSON",
    log_group: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.Hello_LogGroup_\w+\.name\}$/),
    application_log_level: "DEBUG",
    system_log_level: "WARN",
  });
});

test("a function in a VPC without security groups gets one that admits nothing", () => {
  const json = synthHello({ vpc: VPC });

  expect(only(json, "aws_security_group")).toMatchObject({
    // A second one can be created before the first is destroyed.
    name_prefix: "shop-dev-Hello-",
    lifecycle: { create_before_destroy: true },
    vpc_id: expect.stringMatching(/^\$\{data\.aws_subnet\.Hello_Subnet_\w+\.vpc_id\}$/),
    egress: [{ protocol: "-1", cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: ["::/0"] }],
  });
  expect(only(json, "aws_security_group")).not.toHaveProperty("ingress");
  expect(only(json, "aws_lambda_function")).toMatchObject({
    replace_security_groups_on_destroy: true,
    vpc_config: {
      subnet_ids: VPC.subnetIds,
      security_group_ids: [
        expect.stringMatching(/^\$\{aws_security_group\.Hello_SecurityGroup_\w+\.id\}$/),
      ],
    },
  });
});

test("a function with security groups gets no other", () => {
  const json = synthHello({ vpc: { ...VPC, securityGroupIds: ["sg-1"] } });

  expect(json.resource).not.toHaveProperty("aws_security_group");
});

test("a function mounts a file system through an access point, with the right to write", () => {
  const json = synthHello(EFS);

  expect(only(json, "aws_lambda_function").file_system_config).toEqual({
    arn: ACCESS_POINT,
    local_mount_path: "/mnt/files",
  });
  const { Statement } = JSON.parse(String(only(json, "aws_iam_role_policy").policy)) as {
    Statement: { Action: string[] }[];
  };
  expect(Statement.at(-1)).toMatchObject({
    Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": ACCESS_POINT } },
  });
});

test("a function is created after the mount targets of its file system, also with later statements", () => {
  const stack = TerraformStack.of(hello());
  const target = new EfsMountTarget(stack, "Target", { fileSystemId: "fs-1", subnetId: "s" });
  const { filesystem } = EFS as Required<Props>;
  const fn = new lambda.Function(stack, "Files", {
    ...(EFS as lambda.FunctionProps),
    runtime: lambda.Runtime.PYTHON_3_13,
    handler: "index.handler",
    code: lambda.Code.fromInline("def handler(event, context): return 1"),
    filesystem: { ...filesystem, mountTargets: [target] },
  });

  fn.addToRolePolicy({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::files/*"] });

  const functions = Object.entries(synth(stack).resource.aws_lambda_function ?? {});
  const [, files] = functions.find(([name]) => name.startsWith("Files")) ?? [];
  expect(files?.depends_on).toContain("aws_efs_mount_target.Target");
});

test("the versions of a function start from a snapshot", () => {
  const json = synthHello({ snapStart: true });

  expect(only(json, "aws_lambda_function")).toMatchObject({
    snap_start: { apply_on: "PublishedVersions" },
    publish: true,
  });
});

test("a function that invokes itself may go on", () => {
  const json = synthHello({ recursiveLoop: "Allow" });

  expect(only(json, "aws_lambda_function_recursion_config")).toEqual({
    function_name: expect.stringMatching(/^\$\{aws_lambda_function\.Hello_\w+\.function_name\}$/),
    recursive_loop: "Allow",
  });
  expect(synthHello().resource).not.toHaveProperty("aws_lambda_function_recursion_config");
});

test.each<[Props, string]>([
  [{ loggingFormat: "json" as "JSON" }, 'loggingFormat is "json"; allowed: Text, JSON'],
  [{ systemLogLevel: "WARN" }, 'systemLogLevel is "WARN"; allowed: only with loggingFormat'],
  [
    { loggingFormat: "JSON", systemLogLevel: "ERROR" as "WARN" },
    'systemLogLevel is "ERROR"; allowed: DEBUG, INFO, WARN',
  ],
  [{ recursiveLoop: "Deny" as "Allow" }, 'recursiveLoop is "Deny"; allowed: Allow, Terminate'],
  [{ ...EFS, vpc: undefined }, "dev/Hello: filesystem is"],
  [
    { ...EFS, filesystem: { accessPointArn: ACCESS_POINT, localMountPath: "/files" } },
    'filesystem.localMountPath is "/files"; allowed: /mnt/ with letters',
  ],
  [
    { ...EFS, filesystem: { accessPointArn: "fsap-0a", localMountPath: "/mnt/files" } },
    'filesystem.accessPointArn is "fsap-0a"; allowed: the ARN of an EFS access point',
  ],
  [
    { snapStart: true, runtime: lambda.Runtime.PYTHON_3_11 },
    'runtime with snapStart is "python3.11"; allowed: Java 11, Python 3.12, .NET 8',
  ],
  [{ snapStart: true, ephemeralStorageSize: 1024 }, "ephemeralStorageSize with snapStart is 1024"],
  [{ snapStart: true, ...EFS }, "filesystem with snapStart is"],
])("the props %j are refused", (props, message) => {
  expect(() => hello(props)).toThrow(message);
});
