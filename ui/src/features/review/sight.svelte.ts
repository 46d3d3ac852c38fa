/**
 * What is before the person's eyes: veil, easel and shelf together with the wish to look.
 *
 * Every way of hiding ends here, blanks first and tells the desk afterwards. Knows nothing of keys,
 * of evidence or of verdicts.
 */
import type { Host } from '../../lib/host/host.ts';
import type {
  DeskView,
  FullSizeView,
  Held,
  Intent,
  Part,
  Rung,
  ShownView,
  Tone,
} from '../../lib/host/wire.gen.ts';
import { toneClass } from '../../lib/tone.ts';
import { FrameEasel, type Showing } from './easel.ts';
import { LensPilot } from './lens.ts';
import { LookControl, type Looking } from './look.ts';
import { Pane } from './pane.ts';
import type { Wish } from './rungs.ts';
import { FrameShelf } from './shelf.ts';
import { ShutterPilot } from './shutter.ts';
import { Veil, isLook } from './veil.ts';

interface Options {
  host: Host;
  send: (intent: Intent) => void;
  afterFrame?: (then: () => void) => void;
}

export class Sight {
  showing = $state<Showing>('nothing');
  looking = $state.raw<Looking>({ how: 'not' });
  away = $state(false);
  curtained = $state(false);
  /** Press once to show, instead of holding. The person's choice, kept for this run. */
  pressMode = $state(false);
  /** The rung the person last asked for in this case; none carries over to the next. */
  chosen = $state<Rung | null>(null);
  /** What of the full size is in the window, while it is looked at. */
  part = $state.raw<Part | null>(null);
  readonly easel: FrameEasel;
  readonly #shelf: FrameShelf;
  readonly lens: LensPilot;
  readonly pane: Pane;
  readonly shutter: ShutterPilot;
  readonly #veil = new Veil();
  readonly #look: LookControl;
  readonly #send: (intent: Intent) => void;
  #held: Held | null = null;
  #revision = -1;
  #case: string | null = null;
  #shown: ShownView | null = null;
  #tone: Tone = 'as_is';
  #rest: string | null = null;
  #preload: string | null = null;
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor({ host, send, afterFrame = requestAnimationFrame }: Options) {
    this.#send = send;
    this.#shelf = new FrameShelf((name) => host.frameUrl(name));
    this.easel = new FrameEasel(this.#shelf, {
      onPainted: (painted) => void host.presented(painted).catch(() => this.hide()),
      onShowing: (showing) => this.#changed(showing),
      afterFrame: (then) => void afterFrame(then),
    });
    this.shutter = new ShutterPilot(host, (then) => void afterFrame(then));
    this.lens = new LensPilot(send);
    this.pane = new Pane({
      onPart: (part) => send({ intent: 'show_part', part }),
      onMoved: (part) => (this.part = part),
    });
    this.#look = new LookControl({
      onWish: (wish) => this.#veil.wish(wish),
      onHide: () => this.#blankLook(),
      send,
    });
  }

  /** Draws a new view. */
  hear(view: DeskView): void {
    const review = view.screen.at === 'review' ? view.screen : null;
    const entered = (review?.case?.id ?? null) !== this.#case;
    if (entered) this.#enter(review?.case?.id ?? null);
    this.#revision = view.revision;
    this.#tone = view.tone;
    this.#shown = review?.case?.shown ?? null;
    this.#veil.hear(view.revision, view.curtain);
    this.curtained = this.#veil.curtained;
    this.#preload = review?.preload?.name ?? null;
    this.lens.hear(this.#shown?.lens ?? null, this.#shown?.refused != null);
    this.#followEnd(view.now);
    this.#draw();
    this.#keep();
  }

  /** A key or a pointer went down for something to see; `by` tells which, `held` where on the keyboard. */
  hold(by: string, wish: Wish, held: Held | null = null): void {
    if (this.pressMode) return this.press(wish);
    this.#choose(wish);
    this.#look.hold(by, wish);
    this.#held = held;
    this.#followLook();
  }

  letGo(by: string): void {
    this.#look.letGo(by);
    this.#followLook();
  }

  /** Press once to show, again to hide. */
  press(wish: Wish): void {
    this.#choose(wish);
    this.#look.press(wish);
    this.#followLook();
  }

  /** Chooses the rung a case rests at; needs no grant. */
  rest(rung: Rung): void {
    this.hide();
    this.#send({ intent: 'toggle_look', rung });
  }

  /** Back to rest. */
  hide(): void {
    clearTimeout(this.#end);
    this.#look.hide();
    this.#followLook();
  }

  /** The window lost the focus or cannot be seen. */
  leave(): void {
    if (this.away) return;
    this.away = true;
    this.#veil.leave(this.#shown);
    this.#clear();
    this.hide();
    this.shutter.away(true);
    this.#send({ intent: 'focus', focused: false });
  }

  comeBack(): void {
    if (!this.away) return;
    this.away = false;
    this.shutter.away(false);
    this.#veil.comeBack(this.#revision);
    this.#send({ intent: 'focus', focused: true });
  }

  /** The curtain drops. */
  drop(): void {
    this.curtained = true;
    this.#veil.drop(this.#shown);
    this.#clear();
    this.hide();
    this.#send({ intent: 'panic' });
  }

  /** The one deliberate action that lifts the curtain. */
  lift(): void {
    this.#veil.lift(this.#revision);
    this.#send({ intent: 'lift_curtain' });
  }

  #followLook(): void {
    this.looking = this.#look.looking;
    this.shutter.hold(this.looking.how === 'held' ? this.#held : null);
  }

  /** The space bar shows it again; never the full size, which is asked for each time. */
  #choose(wish: Wish): void {
    if (wish !== 'full_size') this.chosen = wish;
  }

  #enter(id: string | null): void {
    this.hide();
    this.pane.forget();
    this.#case = id;
    this.#rest = null;
    this.chosen = null;
  }

  /** Follows the end of a look, on the desk's word and, without it, on time. */
  #followEnd(now: number): void {
    clearTimeout(this.#end);
    const shown = this.#shown;
    if (shown === null) return;
    if (shown.until !== null) {
      this.#end = setTimeout(() => this.hide(), Math.max(0, shown.until - now));
    } else if (this.looking.how === 'pressed' && shown.asking === null && this.#endedBy(shown)) {
      this.#look.forget();
      this.#veil.hide(shown);
      this.#followLook();
    }
  }

  /** Whether a press came to nothing, or its look is over: a picture was up, or it was refused. */
  #endedBy(shown: ShownView): boolean {
    return shown.refused !== null || this.#lookUp;
  }

  #changed(showing: Showing): void {
    this.showing = showing;
    if (showing !== 'shown') return;
    this.pane.settle();
    this.#drawTiles();
    if (this.#lensUntil === null) return;
    // The picture before the lens moved is let go of as soon as it is replaced.
    this.#keep();
    this.lens.shown();
  }

  #lookUp = false;
  /** The full size that may be on the screen. */
  #full: FullSizeView | null = null;
  /** The end of the look through the lens that is drawn. */
  #lensUntil: number | null = null;

  #draw(): void {
    const shown = this.#shown;
    const admitted = shown?.frame && this.#veil.admits(this.#revision, shown) ? shown : null;
    this.#lookUp = admitted !== null && isLook(admitted);
    const lens = admitted?.lens ? admitted.until : null;
    const moved = lens !== null && lens === this.#lensUntil;
    this.#lensUntil = lens;
    const full = (this.#full = admitted?.full_size ?? null);
    if (full === null) this.pane.close();
    const lay = full && ((picture: HTMLImageElement) => this.pane.lay(picture, full.size));
    if (admitted?.frame) {
      const tone = toneClass(admitted.rung, this.#tone);
      void this.easel.show(admitted.frame.name, { inPlace: moved, tone, lay });
    } else this.easel.blank();
    this.#drawTiles();
    if (admitted?.frame && !this.#lookUp) this.#rest = admitted.frame.name;
  }

  #drawTiles(): void {
    this.pane.draw(this.#full?.tiles ?? [], (name) => this.#shelf.take(name));
  }

  /** Keeps what is up, the resting picture behind it and the next case's, and fetches the latter. */
  #keep(): void {
    const hidden = this.away || this.curtained;
    const next = this.#shown?.frame?.name ?? null;
    const preload = this.#preload;
    const tiles = (this.#full?.tiles ?? []).map(({ state }) =>
      state.is === 'ready' ? state.frame.name : null,
    );
    const wanted = hidden ? [] : [next, this.easel.up, this.#rest, preload, ...tiles];
    this.#shelf.keepOnly(wanted.filter((name) => name !== null));
    if (!hidden && preload !== null) this.#shelf.take(preload);
  }

  #blankLook(): void {
    this.#veil.hide(this.#shown);
    const tiles = this.#full !== null;
    this.#draw();
    // The pixels of tiles are let go of at once, and not with the next view.
    if (tiles) this.#keep();
  }

  #clear(): void {
    this.#full = null;
    this.pane.close();
    this.easel.blank();
    this.#shelf.clear();
    this.#rest = null;
  }
}
