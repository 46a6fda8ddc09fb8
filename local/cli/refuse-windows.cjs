// Run before the commands that serve, in plain JavaScript and by a line that cmd.exe understands.
if (process.platform === "win32") {
  console.error(
    "The local runner needs Linux, macOS or WSL: it runs handlers in process groups, which Windows" +
      " doesn't have. Install WSL (wsl --install), and run this command in a WSL terminal.",
  );
  process.exitCode = 1;
}
