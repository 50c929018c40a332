// @ts-check
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://low-tide.example.org",
});
