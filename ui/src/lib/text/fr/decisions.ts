/** Décisions valables, et revenir sur l’une d’elles. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type Decisions = Catalogue['oversight']['decisions'];

const outcomes: Decisions['outcomes'] = {
  confirmed: 'Confirmé : retiré',
  other_policy: 'Contraire à une autre règle',
  cleared: 'Écarté : laissé en ligne',
};

const means: Decisions['means'] = {
  confirmed:
    'Le dossier attend de nouveau un responsable. Ce qu’il avait changé dans les listes est défait aussitôt, ici et ailleurs, la plateforme en est informée, et les envois qu’il avait arrêtés attendent de nouveau.',
  other_policy:
    'Le dossier attend de nouveau un responsable, et la plateforme apprend que la décision ne vaut plus.',
  cleared:
    'Le dossier attend de nouveau un responsable. Les paires qu’il avait mises à part peuvent être reconnues de nouveau, la plateforme en est informée, et les copies qu’il avait laissées passer attendent.',
};

export const decisions: Decisions = {
  none: 'Aucune décision ne vaut encore, ou toutes peuvent encore être reprises par leur auteur.',
  noneOfThese:
    'Aucune décision ne vaut ici. Elle attend peut-être, a déjà été annulée, ou est encore entre les mains de son auteur.',
  showAll: 'Montrer toutes les décisions',
  queue: 'File',
  everyQueue: 'Toutes les files',
  case: 'Dossier',
  caseHint: 'Son lien ou son identifiant ; vide pour tous les dossiers.',
  find: 'Montrer',
  table: 'Décisions valables, les plus récentes d’abord',
  when: 'Depuis',
  said: 'Ce qui a été dit',
  outcome: 'Ce qui a suivi',
  act: 'Ce qui peut être fait',
  outcomes,
  reverse: 'Annuler',
  reverseOf: (id) => `Annuler la décision sur le dossier ${id}`,
  means,
  older: 'Décisions plus anciennes',
  undone: (id, effects, reopened) =>
    [
      `La décision sur le dossier ${id} est annulée.`,
      count(effects, {
        one: `${figure(effects)} effet a été défait.`,
        other: `${figure(effects)} effets ont été défaits.`,
      }),
      count(reopened, {
        one: `${figure(reopened)} envoi attend de nouveau.`,
        other: `${figure(reopened)} envois attendent de nouveau.`,
      }),
    ].join(' '),
  toALead: 'Un responsable en décide maintenant ; il est parmi les désaccords.',
  pictureGone: 'Son image a été détruite, personne ne peut donc plus la regarder.',
};
