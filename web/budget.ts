/** Fails the build when what the first page loads grows beyond the budget. */

import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const MOST_KB = 250;

export function budget(): Plugin {
  return {
    name: "budget",
    apply: "build",
    generateBundle(_, bundle) {
      const loaded = new Set<string>();
      const load = (name: string) => {
        const chunk = bundle[name];
        if (chunk?.type !== "chunk" || loaded.has(name)) return;
        loaded.add(name);
        chunk.imports.forEach(load);
      };
      for (const [name, chunk] of Object.entries(bundle)) if (chunk.type === "chunk" && chunk.isEntry) load(name);
      const code = [...loaded].map((name) => (bundle[name]?.type === "chunk" ? bundle[name].code : ""));
      const size = Math.round(code.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024);
      this.info(`first load: ${size} KB of compressed JavaScript, at most ${MOST_KB}`);
      if (size > MOST_KB) this.error(`The first load has ${size} KB of compressed JavaScript, more than ${MOST_KB}.`);
    },
  };
}
