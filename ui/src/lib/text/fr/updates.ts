/** Les mises à jour du poste lui-même. */
import type { NoUpdate } from '../../host/wire.gen.ts';
import type { Catalogue } from '../catalogue.ts';

const no: Record<NoUpdate, string> = {
  no_key:
    'Cette version ne se met pas à jour elle-même ; votre gestionnaire de paquets s’en charge.',
  forbidden:
    'Votre organisation ne laisse pas les postes demander de mises à jour : qui gère cet ordinateur s’en charge.',
  unreachable:
    'L’endroit où se trouvent les mises à jour ne répond pas comme il devrait. Rien n’a été modifié.',
  wrong_signature:
    'Ce qui est arrivé n’est pas signé par celles et ceux qui font Scrim. C’est jeté ; prévenez qui gère cet ordinateur.',
  not_newer: 'Il n’y a rien de plus récent que cette version.',
  other_system:
    'Il n’y a pas de paquet pour ce système, ou pour la façon dont Scrim y a été installé.',
  too_large: 'Ce qui est arrivé est plus gros que permis. C’est jeté.',
  not_kept:
    'Il n’y a pas de place pour elle sur cet ordinateur, ou Scrim ne peut pas l’y garder. Faites de la place et réessayez.',
  not_handed_over:
    'Aucun programme de ce système ne prend le paquet. Il se trouve dans le dossier des fichiers de Scrim, sous « update ».',
};

export const updates: Catalogue['updates'] = {
  title: 'Mises à jour',
  ask: 'Nouvelles versions',
  askHint:
    'Demandées au plus une fois par jour, quand vous êtes ici ou à l’accueil ; jamais pendant un examen ni pendant une pause. Rien de ce qui vous désigne ou désigne cet ordinateur n’est envoyé.',
  on: 'Demander s’il y en a une',
  no,
  waiting: 'On ne sait rien encore. Le poste demande une fois par jour.',
  asking: 'Demande en cours',
  offered: (version) => `La version ${version} existe. Rien n’en est encore sur cet ordinateur.`,
  fetching: (version) => `La version ${version} arrive. Commencer un examen la remet à plus tard.`,
  ready: (version) => `La version ${version} est ici, et sa signature est juste.`,
  handedOver: (version) =>
    `Le système a la version ${version}. Une fois installée, fermez Scrim : il redémarrera dans la nouvelle.`,
  fetch: (version) => `Faire venir la version ${version}`,
  handOver: (version) => `Donner la version ${version} à l’installateur du système`,
  there: (version) => `La version ${version} de Scrim existe : voir les réglages.`,
};
