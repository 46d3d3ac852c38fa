/**
 * Hands what live regions come to say to the host, for the systems whose web view keeps it to itself.
 *
 * Follows what ARIA says of live regions: what changes in one is said, of an alert and a status all of it unless they
 * are not atomic, and an alert is said as it comes. What changes at once is said in one breath. Knows nothing of what
 * is said.
 */

const LIVE = '[role="alert"], [role="status"], [aria-live="polite"], [aria-live="assertive"]';
/** What is said as a whole, whatever of it has changed. */
const WHOLE = ':is([role="alert"], [role="status"]):not([aria-atomic="false"])';
const ALERT = '[role="alert"]';
const UNTOLD = '[aria-hidden="true"], [hidden]';

export function herald(root: HTMLElement, say: (words: string) => void): () => void {
  const observer = new MutationObserver((changes) => {
    const came = new Set(changes.flatMap(({ addedNodes }) => [...addedNodes]));
    const parts = new Set(changes.flatMap(changed).flatMap((node) => told(node, came)));
    const words = [...parts].map(wordsOf).filter((part) => part !== '');
    if (words.length > 0) say(words.join(' '));
  });
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  return () => observer.disconnect();
}

/** What is there anew. */
function changed(change: MutationRecord): Node[] {
  return change.type === 'characterData' ? [change.target] : [...change.addedNodes];
}

/** What of it is said: nothing of what is for the eye alone, nor of a region that came with its words. */
function told(node: Node, came: ReadonlySet<Node>): Node[] {
  if (elementOf(node)?.closest(UNTOLD)) return [];
  const region = elementOf(node)?.closest(LIVE);
  if (!region) return node instanceof Element ? [...node.querySelectorAll(ALERT)] : [];
  if (!region.matches(ALERT) && isWithin(region, came)) return [];
  return [region.matches(WHOLE) ? region : node];
}

function isWithin(node: Node, those: ReadonlySet<Node>): boolean {
  for (let at: Node | null = node; at !== null; at = at.parentNode) if (those.has(at)) return true;
  return false;
}

const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement);

/** What is read out of it: nothing where it is gone again. */
function wordsOf(node: Node): string {
  if (!node.isConnected) return '';
  const parts: string[] = [];
  const visit = (at: Node) => {
    if (at instanceof Text) parts.push(at.data);
    else if (!(at instanceof Element && at.matches(UNTOLD))) at.childNodes.forEach(visit);
  };
  visit(node);
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}
