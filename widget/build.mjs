// Builds the widget's files into wwwroot/widget/: the loader that sites include, what it fetches when the chat is opened (the panel, a module), and the
// frame's script and style; what a site fetches that has its visitors seen; and the settings' preview of them. Each lies there compressed too, as small as it gets: that is how it is sent.
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const common = {
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  outdir: "../wwwroot/widget",
  entryNames: "[name]",
  bundle: true,
  minify: true,
  target: ["es2020", "safari15"],
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

const built = await Promise.all([
  build({ ...common, entryPoints: { loader: "src/loader.ts", frame: "src/frame/main.ts", preview: "src/preview/main.ts", watching: "src/watch/frame.ts", "frame-style": "src/frame/frame.css" }, format: "iife" }),
  build({ ...common, entryPoints: { panel: "src/panel/main.ts", watch: "src/watch/main.ts" }, format: "esm" }),
]);
for (const { metafile } of built) {
  for (const path of Object.keys(metafile.outputs)) {
    const file = new URL(path, import.meta.url);
    const content = await readFile(file);
    await writeFile(new URL(`${file}.gz`), gzipSync(content, { level: 9 }));
    await writeFile(new URL(`${file}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
  }
}
