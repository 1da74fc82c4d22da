// Bundles the tests of the widget's pure parts and runs them with Node's own test runner.
import { build } from "esbuild";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";

const folder = await mkdtemp(join(tmpdir(), "widget-test-"));
try {
  const file = join(folder, "laws.test.mjs");
  await build({
    absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
    entryPoints: ["tests/laws.ts"], outfile: file, bundle: true, platform: "node", format: "esm", logLevel: "warning",
  });
  process.exitCode = spawnSync(process.execPath, ["--test", file], { stdio: "inherit" }).status ?? 1;
} finally {
  await rm(folder, { recursive: true });
}
