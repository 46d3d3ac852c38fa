/** A child at immediate risk: the mark, its reasons, and what became of it. */
import type { Catalogue } from '../catalogue.ts';
import { problems } from './reasons.ts';

const reasons: Catalogue['urgent']['reasons'] = {
  recent: { name: 'Quand', means: 'Cela semble tout récent, ou se poursuivre' },
  child: { name: 'Qui', means: 'On y voit ou lit qui est l’enfant' },
  place: { name: 'Où', means: 'On y voit ou lit où est l’enfant' },
  announced: { name: 'Ce qui vient', means: 'Quelque chose annonce un acte à venir' },
  other: { name: 'Autre chose', means: 'Qui ne devrait pas attendre' },
};

export const urgent: Catalogue['urgent'] = {
  act: 'Enfant en danger immédiat ?',
  title: 'Danger immédiat : qu’est-ce qui l’indique ? Aucun visionnage n’est nécessaire.',
  reasons,
  offline: 'Le hub est injoignable. Prévenez directement un responsable.',
  asked:
    'Les responsables sont prévenus. Le dossier reste ici jusqu’à ce que le hub ait le signalement.',
  marked: 'Signalé : c’est le prochain dossier des responsables. Rien de plus ne vous est demandé.',
  undo: 'Annuler',
  undoName: 'Annuler : retirer le signalement',
  left: (time) => `encore ${time}`,
  takingBack: 'Le signalement est en cours de retrait.',
  takenBack:
    'Le signalement est retiré, et les personnes prévenues le savent. Le dossier vous revient, sauf si un responsable l’a.',
  notMarked: (code) => {
    if (code === null)
      return 'Pas de réponse du hub : il se peut que personne ne sache encore rien de votre signalement. Réessayez, ou prévenez directement un responsable.';
    return code === 'changed_since'
      ? 'Ce dossier est déjà signalé : les responsables le savent.'
      : `Le signalement n’a pas été fait. ${problems[code]} Si cela ne peut pas attendre, prévenez directement un responsable.`;
  },
  stays: (code) => {
    if (code === null)
      return 'Pas de réponse du hub : le signalement reste. Annulez de nouveau tant qu’il est temps.';
    return code === 'grace_over'
      ? 'Le délai pour retirer le signalement est passé. Prévenez un responsable : le dossier est chez eux.'
      : `Le signalement n’a pas été retiré. ${problems[code]}`;
  },
};
