// Builds the widget's three files into wwwroot/widget/: the loader that sites include, and the frame's script and style.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: { loader: "src/loader.ts", frame: "src/frame/main.ts", "frame-style": "src/frame/frame.css" },
  outdir: "../wwwroot/widget",
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "safari15"],
  legalComments: "none",
  logLevel: "warning",
});
