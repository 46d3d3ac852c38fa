import { createRawSnippet, type Snippet } from 'svelte';

/** Markup as a component's content; one element around all of it. */
export function markup(html: string): Snippet {
  return createRawSnippet(() => ({ render: () => html }));
}
