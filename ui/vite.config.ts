import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/**
 * uPlot asks for numbers in the system's language while it is loaded. Where that is `C`, as on a machine without
 * locales, the web view knows no such language, and the whole page would stay empty.
 */
const speaksEnglish = {
  name: 'uplot-speaks-english',
  transform(code: string, id: string) {
    if (!id.includes('uPlot.esm.js')) return undefined;
    if (!code.includes('nav.language')) throw new Error('uPlot has changed: see vite.config.ts');
    return { code: code.replaceAll('nav.language', "'en-GB'"), map: null };
  },
};

export default defineConfig({
  plugins: [svelte(), svelteTesting(), speaksEnglish],
  build: {
    // The oldest web view that a supported system ships.
    target: 'safari15',
    // A data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
  },
});
