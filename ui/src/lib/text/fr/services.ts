/** Services outside: matchers that are asked, destinations that are told, and what did not arrive. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type Services = Catalogue['oversight']['services'];

const kinds: Services['kinds'] = { hma: 'HMA', shield: 'Shield' };
const modes: Services['modes'] = { on: 'interrogé pour chaque envoi', off: 'pas interrogé' };
const sends: Services['sends'] = {
  hashes: 'reçoit des empreintes seules',
  uploads: 'reçoit des envois entiers',
};
const destinationKinds: Services['destinationKinds'] = {
  platform: 'plateforme',
  ncmec: 'partage d’empreintes du NCMEC',
  hma: 'HMA',
};
const destinationModes: Services['destinationModes'] = {
  off: 'désactivé',
  dry_run: 'à blanc : seulement montré',
  on: 'actif',
};

export const services: Services = {
  matchers: 'Comparateurs',
  matchersHint: 'On leur demande s’ils listent un envoi.',
  noMatchers:
    'Aucun comparateur n’est configuré. Les envois sont comparés aux seules listes du hub.',
  kinds,
  modes,
  sends,
  answers: 'Il répond : rien n’attend.',
  quiet: 'Il n’est pas interrogé.',
  waiting: (n, since) =>
    count(n, {
      one: `${figure(n)} question attend depuis le ${since}. D’ici là, son envoi n’est pas vérifié ; elle est reposée d’elle-même.`,
      other: `${figure(n)} questions attendent, la plus ancienne depuis le ${since}. D’ici là, leurs envois ne sont pas vérifiés ; elles sont reposées d’elles-mêmes.`,
    }),
  why: (says) => `Pourquoi : ${says}.`,
  mapped: 'Listes reprises',
  noneMapped: 'Aucune de ses listes n’est reprise : rien de ce qu’il liste ne compte ici.',
  into: (there, here) => `${there} devient ${here}`,
  goneList: 'une liste disparue',
  passes: 'Comparaison avec ce qu’il liste',
  neverPassed: 'Pas encore comparé.',
  noPass: 'Il ne dit pas ce qu’il liste : il n’y a rien à comparer.',
  passing: (since) => `Un passage est en cours depuis le ${since}.`,
  passed: (at) => `Dernière comparaison : ${at}.`,
  due: (at) => `Le prochain passage est prévu le ${at}.`,
  brokeOff: (says) => `La dernière tentative s’est interrompue : ${says}.`,
  found: {
    looked_at: 'entrée(s) demandée(s)',
    gone: 'disparue(s) là-bas',
    disabled: 'désactivée(s) là-bas',
    back: 'de retour',
    told_again: 'revenue(s) et redite(s)',
    overruled: 'activée(s) là-bas contre notre avis',
    left: 'laissée(s) au prochain passage',
    unanswered: 'dont sans réponse, faute de réussite',
  },
  reconcile: 'Comparer maintenant',
  reconcileOf: (name) => `Comparer maintenant avec ce que liste ${name}`,
  passUnderWay: 'Un passage est en cours.',
  check: 'Demander son état',
  checkOf: (name) => `Demander son état à ${name}`,
  checking: 'La question est posée.',
  ready: 'Il répond aux recherches comme il le doit.',
  notReady: 'Il répond, mais pas comme il le doit :',
  silent: (says) => `Pas de réponse : ${says}.`,
  hubSilent: 'Le hub n’a pas répondu. Réessayez.',
  missing: (list) => `${list} est reprise et n’existe pas là-bas.`,
  leftOut: (lists) => `Là-bas, et non reprises : ${lists}.`,
  destinations: 'Destinataires',
  destinationsHint: 'Ils apprennent ce qui a été décidé, dans la mesure où ils sont activés.',
  noDestinations: 'Personne à l’extérieur n’est informé.',
  destinationTable: 'Tous les destinataires',
  name: 'Nom',
  kind: 'Nature',
  mode: 'Mode',
  lists: 'Informé sur',
  everyList: 'chaque liste de son type de préjudice',
  waits: 'En attente',
  deadColumn: 'À reprendre',
  destinationKinds,
  destinationModes,
  dead: 'Messages qui ne sont pas arrivés',
  deadHint:
    'Ils ne sont plus retentés d’eux-mêmes. Traitez la cause, puis renvoyez-les ; ils gardent leur identifiant, donc rien ne compte deux fois.',
  noDead: 'Chaque message est arrivé, ou est encore retenté de lui-même.',
  deadMore: 'Messages qui ne sont pas arrivés : montrer les plus anciens',
  deadTable: 'Tous les messages qui ne sont pas arrivés',
  to: 'À',
  case: 'Dossier',
  since: 'Depuis',
  tries: 'Essais',
  reason: 'Pourquoi',
  inDoubt: 'Il est peut-être arrivé, sans réponse pour le dire.',
  gone: 'un destinataire supprimé',
  again: 'Renvoyer',
  againOf: (id, to) => `Renvoyer à ${to} le message sur le dossier ${id}`,
  sending: (id, to) => `Le message sur le dossier ${id} est renvoyé à ${to}.`,
  sentAgain: (id, to) =>
    `Le message sur le dossier ${id} est de nouveau en route vers ${to}. S’il n’arrive pas, il revient ici.`,
  act: 'Que faire',
  more: 'Montrer les plus anciens',
  all: 'C’est tout.',
};
