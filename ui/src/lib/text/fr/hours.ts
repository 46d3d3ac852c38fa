/** When people work: set by leads and admins, read by everybody about themselves. */
import type { Catalogue } from '../catalogue.ts';
import { figure } from './counting.ts';

export const hours: Catalogue['hours'] = {
  days: {
    monday: 'lundi',
    tuesday: 'mardi',
    wednesday: 'mercredi',
    thursday: 'jeudi',
    friday: 'vendredi',
    saturday: 'samedi',
    sunday: 'dimanche',
  },
  daysFrom: (first, last) => `du ${first} au ${last}`,
  weekly: (runs, zone) => `Travail : ${runs}, à l’heure de ${zone}.`,
  noneWeekly: 'Aucun service, quelle que soit la semaine.',
  title: 'Horaires',
  hint: 'En dehors de ses horaires, personne ne reçoit de dossier. Des horaires réduits valent tout de suite, des horaires étendus à partir du prochain bloc de la personne. Les vôtres, vous ne pouvez que les réduire.',
  whose: 'Les horaires de qui',
  choose: 'Choisissez quelqu’un',
  of: (name) => `Horaires de ${name}`,
  nobody:
    'Vous ne pouvez pas voir qui est ici, et donc choisir personne. La ligne de commande règle aussi les horaires.',
  limits: 'Un service les limite',
  limited: 'Dossiers et visionnages pendant ces horaires seulement',
  zone: 'À l’heure de',
  day: (n) => `Jour de la plage ${figure(n)}`,
  from: (n) => `Début de la plage ${figure(n)}`,
  to: (n) => `Fin de la plage ${figure(n)}`,
  overnight: 'finit le lendemain',
  noTime: 'une heure s’écrit comme 09:00',
  remove: 'Retirer',
  removeWindow: (n) => `Retirer la plage ${figure(n)}`,
  add: 'Ajouter une plage',
  save: 'Enregistrer les horaires',
  wrongTime: 'Chaque plage demande deux heures différentes, comme 09:00 et 17:00.',
  unlimited: 'Aucun horaire n’est réglé : aucun service ne les limite.',
  noShift: 'D’après ces horaires, aucun service ne vient dans la semaine.',
  on: (from, veiled, to) =>
    `En service depuis ${from}. Voiles seulement à partir de ${veiled}. Fin à ${to}.`,
  next: (from, veiled, to) =>
    `Le prochain commence ${from}. Voiles seulement à partir de ${veiled}. Fin à ${to}.`,
  mine: 'Mes horaires',
  mineUnlimited: 'Aucun horaire n’est réglé pour vous : aucun service ne vous limite.',
  ends: (veiled, to) =>
    `Votre service finit à ${to} ; à partir de ${veiled}, des voiles seulement.`,
  veiled: (to) =>
    `La dernière partie de votre service : des voiles seulement, jusqu’à sa fin à ${to}.`,
  starts: (from) => `Aucun de vos services n’est en cours. Le prochain commence ${from}.`,
  none: 'Aucun de vos services n’est en cours, et aucun ne vient dans la semaine.',
  mineHint: 'Un responsable ou l’administration les règle. Adressez-vous-y s’ils sont faux.',
};
