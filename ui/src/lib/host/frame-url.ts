/**
 * The address of a frame in the desk's own protocol. Knows nothing of what the frame shows.
 *
 * Windows' web view has no schemes of its own and maps them to a host name instead.
 */
export function frameUrl(name: string, userAgent: string): string {
  const origin = /Windows/.test(userAgent) ? 'http://scrim.localhost' : 'scrim://localhost';
  return `${origin}/frame/${encodeURIComponent(name)}`;
}
