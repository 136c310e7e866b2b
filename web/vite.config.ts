import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { budget } from "./budget.ts";
import { precompress } from "./precompress.ts";

/** The server that the development server passes API calls on to. */
const backend = process.env.PRELABEL_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), budget(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": backend, "/nuclio": backend } },
  build: {
    outDir: "../src/prelabel/web_dist",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or fonts
    target: "es2023",
    cssTarget: ["chrome123", "firefox121", "safari17.5"], // they know light-dark()
  },
});
