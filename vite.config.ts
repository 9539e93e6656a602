import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'

const root = join(import.meta.dirname, 'src/web')
const outDir = process.env['PARLEY_WEB_OUT'] ?? join(import.meta.dirname, 'dist/web')

const shared: UserConfig = {
  root,
  publicDir: false,
  logLevel: 'warn',
  // A strict Content-Security-Policy takes no data: addresses, so every file stays a file.
  build: { outDir, emptyOutDir: false, assetsInlineLimit: 0, target: 'es2022' },
}

/** The pages of the server: each its own HTML entry of one build. */
const pages: UserConfig = {
  ...shared,
  build: {
    ...shared.build,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(
        ['shop', 'desk', 'studio', 'api-docs']
          .map((page) => [page, join(root, page, 'index.html')] as const)
          .filter(([, file]) => existsSync(file)),
      ),
    },
  },
}

/** `vite build --mode widget`: one script with everything in it, for any website. */
const widget: UserConfig = {
  ...shared,
  // Preact's `h` itself: the automatic runtime would be a second one in the script.
  oxc: {
    jsx: { runtime: 'classic', pragma: '_h', pragmaFrag: '_Fragment' },
    jsxInject: "import { h as _h, Fragment as _Fragment } from 'preact'",
  },
  build: {
    ...shared.build,
    modulePreload: false,
    // Newest enough for light-dark() and for colours made of others, which save much.
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    lib: {
      entry: join(root, 'widget/widget.tsx'),
      formats: ['iife'],
      name: 'ParleyWidget',
      fileName: () => 'widget.js',
    },
  },
}

export default defineConfig(({ mode }) => (mode === 'widget' ? widget : pages))
