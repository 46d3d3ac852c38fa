/**
 * sharp as a peer, by the line protocol of `line.py`. It has no PDQ: whoever asks adds the time that
 * Python's `pdqhash` takes over the same pixels.
 * Its shortcuts: a JPEG or WebP reduced while it is decoded where no hash is wanted, one channel where
 * there is one, no search for better codes, one thread and no cache of results.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';

const require = createRequire(join(process.env.SCRIM_PEERS_MODULES, 'here.js'));
const sharp = require('sharp');
sharp.concurrency(1);
sharp.cache(false);

// As in crates/media/src/rendition/settings.rs and outline.rs.
const LOOK_PX = 1600;
const DRAWN_PX = 800;
const HEAVY_PX = 400;
const LIGHT_SIGMA = 0.03 * DRAWN_PX;
const HEAVY_SIGMA = 0.08 * HEAVY_PX;
const [FINE_SIGMA, WIDE_SIGMA] = [2.45, 3.46];
const [PAPER, LINE, FAINT, FULL] = [244, 30, 200 / 256, 1100 / 256];
const NAMES = ['heavy_veil', 'light_veil', 'outline', 'grey', 'colour'];

/** The greys of an outline by how much darker the finer blur is, in levels. */
const STROKES = Uint8Array.from({ length: 256 }, (_, step) =>
  Math.round(
    PAPER - ((Math.min(Math.max(step, FAINT), FULL) - FAINT) * (PAPER - LINE)) / (FULL - FAINT),
  ),
);

const raw = (pipeline) => pipeline.raw().toBuffer({ resolveWithObject: true });
const from = ({ data, info: { width, height, channels } }) =>
  sharp(data, { raw: { width, height, channels } });
const within = (pipeline, edge, withoutEnlargement = false) =>
  pipeline.resize(edge, edge, { fit: 'inside', kernel: 'linear', withoutEnlargement });
const oneChannel = (pipeline) => pipeline.toColourspace('b-w');
const png = (pipeline) => oneChannel(pipeline).png({ compressionLevel: 1 }).toBuffer();
const jpeg = (pipeline) => pipeline.jpeg({ quality: 85, optimiseCoding: false }).toBuffer();

async function pictures(colour) {
  const grey = await raw(oneChannel(from(colour)));
  const drawn = await raw(oneChannel(within(from(grey), DRAWN_PX)));
  const heavy = await raw(oneChannel(within(from(drawn), HEAVY_PX)));
  return [
    await png(from(heavy).blur(HEAVY_SIGMA)),
    await png(from(drawn).blur(LIGHT_SIGMA)),
    await png(from(await outline(drawn))),
    await jpeg(oneChannel(from(grey))),
    await jpeg(from(colour)),
  ];
}

async function outline(drawn) {
  const fine = await raw(oneChannel(from(drawn).blur(FINE_SIGMA)));
  const wide = await raw(oneChannel(from(drawn).blur(WIDE_SIGMA)));
  const difference = (level, at) => STROKES[Math.max(0, wide.data[at] - level)];
  return { data: fine.data.map(difference), info: fine.info };
}

async function ingest(file) {
  const whole = await raw(sharp(file));
  const made = await pictures(await raw(within(from(whole), LOOK_PX, true)));
  return { made, whole };
}

async function renditions(file) {
  return { made: await pictures(await raw(within(sharp(file), LOOK_PX, true))) };
}

async function answer(request) {
  const file = readFileSync(request.file);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { made, whole } = await { ingest, renditions }[request.do](file);
  const [ms, spent] = [performance.now() - began, process.cpuUsage(cpu)];
  if (request.keep) {
    made.forEach((picture, at) => writeFileSync(join(request.keep, NAMES[at]), picture));
    if (whole) writeFileSync(join(request.keep, 'raw'), whole.data);
  }
  return { ms, cpu_ms: (spent.user + spent.system) / 1000, bytes: made.map((one) => one.length) };
}

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const { sharp: own, vips } = sharp.versions;
say({ ready: true, version: `sharp ${own} with libvips ${vips}` });
for await (const text of createInterface({ input: process.stdin })) {
  say(await answer(JSON.parse(text)));
}
