/** Les programmes qui envoient, et leurs clés. */
import type { Catalogue } from '../catalogue.ts';

export const sources: Catalogue['administration']['sources'] = {
  table: 'Sources',
  none: 'Aucun programme n’envoie encore d’images. Ajoutez-en un, et donnez sa clé à qui s’en occupe.',
  may: 'Une clé envoie des images et demande ce qu’elles sont devenues. Elle n’ouvre aucun dossier, ne montre aucune image ni le nom de personne.',
  name: 'Nom',
  nameHint: 'Une ligne, 60 caractères au plus. Il reste tel quel.',
  added: 'Ajoutée',
  key: 'Sa clé date du',
  both: (until) => `la précédente est acceptée jusqu’au ${until}`,
  state: 'État',
  on: 'active',
  off: 'désactivée',
  actions: 'Ce qu’on peut faire',
  add: 'Ajouter une source',
  addYes: 'L’ajouter',
  incomplete: 'Il lui faut un nom.',
  madeFor: 'Sa clé s’affiche ici une seule fois, dès qu’elle est ajoutée.',
  made: (name) => `La clé de ${name}`,
  madeSays:
    'Elle ne s’affiche que cette fois, et seule son empreinte est gardée. Mettez-la là où le programme garde ses secrets. Qui l’a peut envoyer au nom de cette source.',
  newKey: 'Nouvelle clé',
  newKeyOf: (name) => `Donner une nouvelle clé à ${name}`,
  keyFor: (name) => `Une nouvelle clé pour ${name}`,
  newKeyYes: 'Créer la nouvelle clé',
  old: 'La clé actuelle',
  lasts: {
    0: 'cesse tout de suite',
    1: 'est acceptée encore une heure',
    24: 'est acceptée encore un jour',
    168: 'est acceptée encore sept jours',
    720: 'est acceptée encore trente jours',
  },
  endsAtOnce:
    'Tant que le programme n’a pas la nouvelle clé, tout ce qu’il envoie est refusé. À choisir si la clé a pu tomber en d’autres mains.',
  lastsOn:
    'D’ici là les deux clés sont acceptées, pour changer le programme sans hâte. Une clé plus ancienne encore cesse de toute façon.',
  switchOff: 'Désactiver',
  switchOffOf: (name) => `Désactiver ${name}`,
  switchOffYes: 'La désactiver',
  offMeans: (name) =>
    `Désormais tout ce que ${name} envoie est refusé. Ce qui a été envoyé reste ici et sera examiné, et la clé revient avec la source.`,
  switchOn: 'Activer',
  switchOnOf: (name) => `Activer ${name}`,
  switchOnYes: 'L’activer',
  onMeans: (name) => `Ce que ${name} envoie avec sa clé est de nouveau accepté.`,
};
