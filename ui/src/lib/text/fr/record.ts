/** One's own record, what of it others see, and whom one can turn to. */
import type { Rise } from '../../host/wire.gen.ts';
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

/** What rose; both are feminine plurals, so that what stands around them holds for each. */
export const risen: Record<Rise, string> = {
  clearings: 'mises hors de cause',
  disputes: 'contestations',
};

export const record: Catalogue['record'] = {
  title: 'Mon relevé',
  lead: 'Ce que vous avez fait, tel que le hub le compte. Ces pages sont à vous ; plus bas, ce que d’autres peuvent voir.',
  empty: 'Aucun visionnage encore. Le travail sous voile ne laisse pas de ligne ici.',
  busy: 'Votre relevé est en route',
  // Today.
  today: 'Les dernières 24 heures',
  reviewing: 'Examen',
  looking: 'Temps de visionnage',
  looks: 'Visionnages',
  left: (value) => `reste ${value}`,
  untilBreak: 'Jusqu’à la pause',
  // A week.
  week: (from, to) => `du ${from} au ${to}`,
  weekTitle: 'Semaine par semaine',
  earlier: 'Avant',
  later: 'Après',
  thisWeek: 'C’est la semaine en cours.',
  chart: (minutes, looks) =>
    `Temps de visionnage par jour, en barres : ${minutes} et ${count(looks, { one: `${figure(looks)} visionnage`, other: `${figure(looks)} visionnages` })} cette semaine. Le tableau ci-dessous contient la même chose.`,
  day: 'Jour',
  nothing: 'aucun',
  asTable: 'La semaine en tableau',
  byRung: 'Par palier',
  sum: 'Total',
  // Every look.
  rows: 'Chaque visionnage',
  when: 'Quand',
  asked: 'Demandé',
  counts: 'Compte comme',
  shown: 'Montré',
  charged: 'Compté',
  yes: 'un visionnage',
  no: 'le même visionnage',
  unclosed: 'Non clos par le poste : il compte donc en entier.',
  more: 'Montrer les plus anciens',
  all: 'C’est tout.',
  // What became of it.
  became: 'Ce qui en est advenu',
  becameLead:
    'Les dossiers qu’un responsable a tranchés après votre avis. Personne d’autre ne voit cela, et rien n’est retenu contre vous.',
  becameEmpty: 'Aucun dossier sur lequel vous vous êtes prononcé n’a encore été tranché.',
  becameMore: 'Ce qui en est advenu : montrer les plus anciens',
  becameAll: 'Les voilà tous.',
  yours: 'Votre avis',
  decided: 'Décision',
  contents: {
    abusive: 'contenu d’abus',
    not_abusive: 'pas un contenu d’abus',
    other_policy: 'contraire à une autre règle',
    not_assessed: '',
  },
  matches: {
    same_exact: 'la même image',
    same_altered: 'la même image, modifiée',
    different: 'une autre image',
    undetermined: 'impossible à dire',
  },
  listings: {
    agrees: 'a sa place sur la liste',
    disputes: 'ne devrait pas être listée',
    not_assessed: '',
  },
  class: (name) => `classe ${name}`,
  andSaid: (one, other) => `${one} ; ${other}`,
  // What was raised.
  alarms: 'Alertes à votre sujet',
  alarmsLead:
    'Quand vos mises hors de cause ou vos contestations augmentent fortement, un responsable l’apprend, pour vous demander comment vous allez et ce que vous voyez. Ni le nombre ni la vitesse ne sont dits, et les responsables voient ce que vous voyez ici.',
  alarmsEmpty: 'Aucune alerte à votre sujet.',
  alarm: (rose, queue, from, to) =>
    `Du ${from} au ${to}, vos ${risen[rose]}${queue === null ? '' : ` dans ${queue}`} ont fortement augmenté, par rapport à vos semaines d’avant et à toutes les autres personnes de la file.`,
  leadSays: (words) => `Un responsable dit : ${words}`,
  leadSilent: 'Aucun responsable ne s’en est encore occupé.',
  // A file of it.
  file: 'L’emporter',
  fileHint:
    'Quand vous avez examiné et fait des pauses, les réglages qui valent et qui les a fixés, ce que vous laissez de côté, chaque visionnage et chaque accès : en tableaux dans un dossier, ou en un fichier avec la preuve du hub. Cela va dans votre dossier de téléchargements, ou votre dossier personnel à défaut. Il n’y a là ni image ni empreinte, et le journal du hub ne dit pas que vous l’avez pris.',
  csv: 'Enregistrer pour un tableur (CSV)',
  json: 'Enregistrer pour un programme (JSON)',
  fetching: 'Votre relevé est en route. Attendez-le.',
  saved: (file) =>
    `Enregistré sous ${file}. Aucune autre personne utilisant cet ordinateur ne peut le lire.`,
  notFetched: 'Le hub n’a pas tout donné. Réessayez quand il répondra.',
  notWritten:
    'Le fichier n’a pas pu être écrit. Vérifiez la place dans votre dossier de téléchargements.',
  // What others see.
  others: 'Ce que d’autres peuvent en voir',
  lead1:
    'Un responsable voit quels dossiers vous avez, mais aucun de vos visionnages, de vos temps ni de vos nombres.',
  lead2:
    'Un responsable voit des sommes de semaines entières, arrondies, d’au moins cinq personnes qui étaient les mêmes la semaine d’avant, et quelles limites ont été atteintes, non par qui.',
  admin:
    'L’administration ne peut ouvrir votre relevé qu’avec une raison. Elle est inscrite au journal du hub, et vous la lisez ici.',
  kept: 'Le hub n’efface de lui-même aucune de ces lignes : elles font partie d’un journal auquel on ne fait qu’ajouter. Si votre nom y est effacé, elles restent sans lui.',
  accesses: 'Qui a ouvert votre relevé',
  noAccess: 'Personne.',
  machine: 'sur la machine du hub',
  by: 'Qui',
  why: 'Pourquoi, dans leurs mots',
};

export const support: Catalogue['support'] = {
  title: 'À qui vous pouvez vous adresser',
  lead: 'Personne n’est averti que vous avez ouvert ceci.',
  empty:
    'Votre organisation n’a encore indiqué personne. L’administration du hub le fait : scrim-hub org support.',
};

export const weeks: Catalogue['weeks'] = {
  title: 'Le poids du travail',
  lead: 'Des semaines entières de toutes les personnes qui examinent, arrondies. Jamais une seule personne : à moins de cinq, ou si ce ne sont pas les mêmes que la semaine d’avant, rien n’est dit.',
  none: 'Aucune semaine dont on puisse parler n’est encore terminée.',
  week: 'Semaine du',
  looks: 'Visionnages',
  looking: 'Temps de visionnage',
  reviewing: 'Temps d’examen',
  reached: 'Limite atteinte par quelqu’un',
  nobody: 'aucune limite',
  untold: 'non dit',
  too_few: 'Moins de cinq personnes ont examiné.',
  team_changed: 'Ce ne sont pas les mêmes personnes que la semaine d’avant.',
  limits: {
    review_per_day: 'examen par jour',
    looks_per_day: 'visionnages par jour',
    looking_per_day: 'temps de visionnage par jour',
  },
};
