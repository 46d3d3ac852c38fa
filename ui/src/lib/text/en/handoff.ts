/** Handing a decided case over for a report to a hotline. */
import type { Annotation, IncidentType, Viewed } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

/** What is beside the class of a file, as the hotline has it. */
const annotations: Record<Annotation, string> = {
  drawn_or_virtual: 'drawn, or made by a computer',
  potential_meme: 'passed on in mockery or outrage',
  viral: 'going round fast',
  possibly_self_made: 'perhaps made by the child',
  physical_harm: 'somebody is being hurt',
  violence: 'graphic violence',
  bestiality: 'an animal is involved',
  live_stream: 'taken from a live stream',
  infant: 'an infant is shown',
  generated: 'made by a generative model',
};

const incidents: Record<IncidentType, string> = {
  abuse_material: 'Abuse material: had, made or passed on',
  trafficking: 'A child is sold for sex',
  tourism: 'Somebody travels to abuse',
  molestation: 'A child is abused',
  misleading_domain: 'A domain’s name leads children to such material',
  misleading_words: 'Words or pictures lead children to such material',
  enticement: 'A child is enticed to sexual acts',
  sent_to_child: 'Such material was sent to a child',
};

/** What the ledger bears out of an upload. */
const seen: Record<Viewed, string> = {
  whole: 'All of it was seen, without a veil.',
  in_part: 'A part of it was seen, or an outline, or some of its frames.',
  untold: 'A look was granted, and nobody ever said what of it came up.',
  no: 'It was not seen at all.',
};

const uploads = (n: number) => count(n, { one: '1 upload', other: `${figure(n)} uploads` });

export const handoff = {
  prepare: 'Prepare a report',
  prepareOf: (id: string) => `Prepare a report on case ${id}`,
  title: (id: string) => `A report on case ${id}`,
  lead: 'Scrim puts the report together, and your platform files it. Nothing is sent from here, and no picture is shown or kept.',
  asked: 'The hub is asked what there is to report.',
  again: 'Ask again',
  upload: (at: number, of: number) => `Upload ${figure(at)} of ${figure(of)}`,
  reference: 'Your platform’s reference',
  noReference: 'none',
  came: 'Came in',
  ledger: 'What the ledger has',
  seen,
  viewed: 'Was the file viewed?',
  isViewed: 'Viewed',
  notViewed: 'Not viewed',
  viewedHint: 'Proposed by the ledger. You may say less than it bears out.',
  notBorneOut:
    '“Viewed” is not offered: the ledger does not bear out that anybody saw all of this file without a veil.',
  beside: 'What is beside its class',
  besideHint: 'Tick what you know of. What is not ticked says nothing.',
  annotations,
  incident: 'What happened',
  incidents,
  urgent: 'Urgency',
  isUrgent: 'It is to be read first',
  urgentWords: 'Why it is to be read first',
  urgentHint: 'In at most 3,000 characters, which go into the report as they are.',
  urgentMissing: 'Say why it is to be read first, or take the tick away.',
  handOver: 'Hand over',
  confirm: 'Yes, hand it over',
  means: (n: number) =>
    `A report on ${uploads(n)} is put together: references, times, digests, what you said, and what the ledger bears out. It goes to nobody. It is written into files on this computer, and you file it. The log keeps that you handed it over, and when.`,
  underWay: 'It is being handed over. Wait for it.',
  done: 'It is handed over, and the log has that. File it from here:',
  files: 'The files of the report',
  writing: 'They are being written. Wait for it.',
  written: (folder: string) =>
    `Written into the folder ${folder}: report.json, which holds the proof, report.xml, and an XML file for each upload. Nobody else who uses this computer can read them.`,
  notWritten:
    'It is handed over, and its files could not be written. See that there is room in your downloads folder, and write them again.',
  writeAgain: 'Write the files again',
  silent: 'The hub does not answer. What you said stays here; try again once it does.',
  inGrace: (until: string) =>
    `The decision can still be taken back until ${until}. Ask again after that.`,
  notDecided:
    'The decision does not stand any more, so nothing was handed over. Close this, and look for the case among the decisions again.',
  gone: 'The hub has no such case. Close this, and look for it among the decisions again.',
  notTaken: (says: string) =>
    `The hub did not take it: ${says}. Look at what is said of each upload, and try again.`,
};
