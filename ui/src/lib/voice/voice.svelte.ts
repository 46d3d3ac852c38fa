/**
 * What is said to whoever hears the window. A sentence replaces the one before; the same sentence twice is said twice.
 * Knows nothing of how it is heard.
 */
class Voice {
  said = $state.raw({ words: '' });

  say(words: string): void {
    this.said = { words };
  }
}

export const voice = new Voice();
