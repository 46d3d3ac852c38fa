/** Why something cannot be done, and what to do about it: one sentence for every code. */
import type { Kept, Origin, Rung } from '../../host/wire.gen.ts';
import { clock } from '../../time/words.ts';
import type { Catalogue } from '../catalogue.ts';

export const rungs: Catalogue['rungs'] = {
  0: { name: 'Étiquette', means: 'aucune image' },
  1: { name: 'Voile épais', means: 'gris, très flou' },
  2: { name: 'Voile léger', means: 'gris, un peu flou' },
  3: { name: 'Contours', means: 'un dessin des contours' },
  4: { name: 'Loupe', means: 'une zone ronde est nette' },
  5: { name: 'Gris', means: 'image entière, sans couleur' },
  6: { name: 'Couleur', means: 'image entière' },
};

const step = (rung: Rung) => `${rungs[rung].name.toLowerCase()} (${rung})`;
const after = (until: number | null) => (until === null ? 'plus tard' : `après ${clock(until)}`);

/** Whose limit it is, where a rung is above one. */
const whose: Record<Origin, string> = {
  default: 'Vos limites s’arrêtent',
  floor: 'La limite de votre organisation s’arrête',
  team: 'La limite de votre équipe s’arrête',
  person: 'La limite que vous avez fixée s’arrête',
};

const notKept: Record<Kept, string> = {
  outline: 'Ce dossier date d’avant la conservation des contours. Regardez plutôt en gris.',
  full_size:
    'Ce dossier date d’avant la conservation des tailles réelles. La couleur est le plus qu’il y ait.',
};

export const blocked: Catalogue['blocked'] = {
  needs_rung: ({ rung }) => `Voyez d’abord : ${step(rung)}.`,
  undecided: () => 'Il manque un avis.',
  contradiction: () => 'Les avis se contredisent. Modifiez l’un d’eux.',
  rung_not_allowed: ({ max, from }) =>
    `${whose[from ?? 'default']} pour l’instant au palier ${step(max)}.`,
  only_veiled: ({ max }) =>
    `Contrôle d’un blocage : il se montre jusqu’au palier ${step(max)}, pas au-delà. Décidez d’après cela, ou demandez à un responsable.`,
  no_picture: () =>
    'Cet envoi n’a pas d’image de ce genre. Décidez d’après les indices, ou passez.',
  not_kept: ({ what }) => notKept[what],
  colour_first: () =>
    'La taille réelle est pour un second visionnage. Regardez d’abord en couleur (6), puis relâchez.',
  animated: () => 'Une animation se montre en planche d’images et n’a pas de taille réelle.',
  not_in_this_queue: () =>
    'Cette file ne propose pas cet avis. Choisissez-en un autre, ou demandez à un responsable.',
  needs_reason: () => 'Cette file demande d’abord une raison rédigée.',
  offline: () => 'Le hub est injoignable : pas de visionnage. Continuez sous voile, ou attendez.',
  budget_spent: ({ until }) =>
    `Vos visionnages sont épuisés. Continuez sous voile ; le prochain se libère ${after(until)}.`,
  on_break: ({ until }) => `Une pause est en cours. Revenez ${after(until)}.`,
  block_over: ({ until }) =>
    until === null
      ? 'La séquence est terminée. Décidez ce dossier sous voile, puis reposez-vous.'
      : `La séquence est terminée. Décidez ce dossier sous voile avant ${clock(until)}, puis reposez-vous.`,
  day_spent: ({ until }) =>
    until === null
      ? 'Votre temps d’examen du jour est épuisé. Décidez ce dossier sous voile, puis arrêtez pour aujourd’hui.'
      : `Votre temps d’examen du jour est épuisé. Revenez ${after(until)}.`,
  capture_not_excluded: () =>
    'Votre organisation n’accorde de visionnage que là où la fenêtre est exclue des captures d’écran. Continuez sous voile.',
  shift_over: ({ until }) =>
    until === null
      ? 'Aucun de vos services n’est en cours. Parlez à un responsable si vos horaires sont faux.'
      : `Votre service est terminé. Le prochain commence à ${clock(until)}.`,
  shift_ending: ({ until }) =>
    until === null
      ? 'Votre service se termine bientôt : plus de visionnage. Continuez sous voile.'
      : `Votre service se termine à ${clock(until)} : plus de visionnage. Continuez sous voile.`,
  cool_down: ({ until }) =>
    `C’était un dossier grave. Continuez sous voile ; un visionnage sera de nouveau possible ${after(until)}.`,
  hidden: () => 'L’image est cachée. Revenez à la fenêtre, ou levez le rideau.',
  not_offered: () => 'Pas proposé à vous, ou pas dans cette version.',
};

export const briefly: Catalogue['briefly'] = {
  needs_rung: 'il faut voir plus',
  undecided: 'pas encore décidé',
  contradiction: 'avis contradictoires',
  rung_not_allowed: 'au-delà de vos limites',
  only_veiled: 'contrôle : sous voile',
  no_picture: 'aucune image de ce genre',
  not_kept: 'pas conservé ici',
  colour_first: 'après la couleur',
  animated: 'pas pour une animation',
  not_in_this_queue: 'pas dans cette file',
  needs_reason: 'demande une raison',
  offline: 'pas hors ligne',
  budget_spent: 'visionnages épuisés',
  on_break: 'pause en cours',
  block_over: 'séquence terminée',
  day_spent: 'temps du jour épuisé',
  capture_not_excluded: 'pas sur cet ordinateur',
  shift_over: 'hors service',
  shift_ending: 'fin de service proche',
  cool_down: 'après un dossier grave',
  hidden: 'caché pour l’instant',
  not_offered: 'pas proposé',
};

export const problems: Catalogue['problems'] = {
  bad_request: 'Le hub n’a pas compris. Vérifiez votre saisie et réessayez.',
  unauthenticated: 'Votre session n’est pas ouverte. Connectez-vous de nouveau.',
  token_expired: 'Votre connexion a expiré. Connectez-vous de nouveau.',
  wrong_password: 'Le nom ou le mot de passe est faux. Vérifiez les deux et réessayez.',
  sign_in_failed: 'La connexion auprès de votre organisation n’a pas abouti. Recommencez-la.',
  signed_out_everywhere: 'Vos sessions ont été fermées partout, par vous ou par l’administration.',
  session_over: 'Une connexion par votre organisation a une durée fixe, et pas davantage.',
  switched_off: 'L’administration a désactivé votre compte. Adressez-vous à elle.',
  no_group: 'Aucun de vos groupes n’a accès ici. Adressez-vous à l’administration du hub.',
  last_admin: 'Le hub resterait sans administration. Confiez-la d’abord à quelqu’un d’autre.',
  own_right:
    'Vous ne seriez plus de l’administration, et ne pourriez le défaire. Demandez-le à une autre personne qui en est.',
  own_password:
    'Votre propre mot de passe se change dans vos réglages, où celui que vous avez vous est demandé.',
  forbidden: 'Votre rôle ne le permet pas. Demandez à un responsable.',
  password_given: 'Quelqu’un vous a donné ce mot de passe. Choisissez d’abord le vôtre.',
  not_found: 'Cela n’existe plus. Revenez en arrière et choisissez de nouveau.',
  no_such_operation:
    'Le hub est plus ancien que ce poste et ne peut pas encore le faire. Demandez sa mise à jour aux personnes qui l’exploitent.',
  name_taken: 'Ce nom est déjà pris. Choisissez-en un autre.',
  changed_since:
    'Quelqu’un d’autre l’a modifié entre-temps. Voici ce qui vaut maintenant ; refaites votre modification.',
  against_policy:
    'La file de ce dossier n’accepte pas ce verdict. Lisez sa règle, ou demandez à un responsable.',
  class_not_offered:
    'Cette classe n’est plus proposée ici, et le verdict n’a pas été pris. Le dossier revient ; choisissez-en une autre.',
  not_for_them:
    'Cette personne ne peut pas recevoir le dossier : elle l’a passé, ou s’est déjà prononcée. Choisissez quelqu’un d’autre.',
  too_many_tries: 'Trop de tentatives. Attendez un peu, puis réessayez.',
  empty_upload: 'L’envoi était vide. Envoyez-le de nouveau.',
  too_large: 'L’envoi dépasse ce que le hub accepte. Envoyez-en un plus petit.',
  unsupported_media: 'Le hub ne sait pas lire ce type de fichier. Envoyez une image.',
  not_your_lease: 'Quelqu’un d’autre a ce dossier maintenant. Passez au suivant.',
  lease_lost:
    'Le délai de ce dossier est écoulé. Il est retourné dans sa file ; passez au suivant.',
  lease_fenced: 'Ce dossier a été confié à quelqu’un d’autre entre-temps. Passez au suivant.',
  already_decided: 'Ce dossier est déjà décidé. Passez au suivant.',
  below_required_rung:
    'Ce verdict demande d’en avoir vu davantage. Lisez l’indication près du choix.',
  colour_first:
    'La taille réelle est pour un second visionnage. Regardez d’abord en couleur, relâchez, puis redemandez.',
  capture_not_excluded:
    'Votre organisation n’accorde de visionnage que là où la fenêtre est exclue des captures d’écran. Décidez sous voile.',
  look_over: 'Ce visionnage est terminé. Demandez-en un autre si nécessaire.',
  contradiction: 'Les avis se contredisent. Modifiez l’un d’eux.',
  idempotency_conflict: 'Le hub a déjà un autre verdict d’ici. Passez ce dossier.',
  grace_over: 'Le délai pour annuler est passé. Demandez à un responsable de revenir dessus.',
  not_confirmed: 'On ne peut revenir que sur un verdict confirmé.',
  nothing_to_report:
    'Rien dans ce dossier n’a été confirmé comme contenu d’abus sexuel d’enfant : il n’y a rien à signaler.',
  picture_destroyed: 'L’image a été détruite. Plus personne ne peut la regarder.',
  legal_hold: 'Une conservation légale s’applique. Levez-la d’abord.',
  case_open: 'Quelqu’un doit d’abord l’examiner.',
  on_break: 'Une pause est en cours. Le travail reprend quand elle se termine.',
  block_over: 'La séquence est terminée. C’est l’heure de la pause.',
  budget_spent: 'Vos visionnages sont épuisés. Le travail sous voile continue.',
  day_spent: 'Votre temps d’examen du jour est épuisé. Revenez demain.',
  rung_not_allowed: 'Vos limites ne permettent pas d’en montrer autant pour l’instant.',
  shift_over:
    'Aucun de vos services n’est en cours. Parlez à un responsable si vos horaires sont faux.',
  shift_ending:
    'Votre service se termine bientôt : plus de visionnage. Le travail sous voile continue.',
  cool_down:
    'C’était un dossier grave : pas de visionnage pendant un moment. Le travail sous voile continue.',
  own_limit:
    'Personne n’assouplit les limites sous lesquelles il travaille. Demandez à un autre responsable ou à l’administration.',
  setting_out_of_bounds:
    'Une valeur est plus souple que ce qu’une organisation peut permettre, ou trop stricte pour travailler. Choisissez-en une autre.',
  resting_above_max:
    'Un dossier ne peut pas reposer à plus que le maximum montré. Choisissez un palier de repos plus bas, ou un maximum plus haut.',
  looser_than_floor:
    'C’est plus souple que ce que permet votre organisation. Choisissez une valeur plus stricte.',
  unavailable: 'Le hub ne répond pas. Vérifiez son adresse et la connexion.',
  no_room:
    'Le disque du hub est plein. Rien n’est perdu, et il reprend dès qu’il y a de la place : prévenez les personnes qui l’exploitent.',
  internal:
    'Le hub a échoué. Réessayez ; si cela persiste, prévenez les personnes qui l’exploitent.',
  hub_too_new:
    'Ce hub est plus récent que ce que ce poste accepte. Mettez Scrim à jour sur cet ordinateur.',
};

export const unreadable: Catalogue['unreadable'] = {
  empty: 'Le fichier est vide.',
  unsupported_format: 'Le fichier n’est d’aucun type d’image connu ici.',
  unsupported_avif:
    'AVIF n’est pas lu ici : aucun décodeur bien entretenu ne tient encore dans le bac à sable.',
  unsupported_heic:
    'HEIC n’est pas lu ici : son codec est breveté et ses décodeurs sont trop gros.',
  unsupported_video:
    'Les films ne sont pas examinés ici. Confiez-les aux personnes qui s’en chargent.',
  unsupported_variant: 'Le fichier utilise une variante de son format qui n’est pas lue ici.',
  truncated: 'Le fichier s’arrête trop tôt. Une partie seulement de l’image a pu être comparée.',
  corrupt: 'Le fichier est endommagé.',
  too_many_bytes: 'Le fichier dépasse la taille que le hub accepte.',
  too_many_pixels: 'L’image a plus de pixels que le hub n’en accepte.',
  too_large_side: 'L’image est plus large ou plus haute que ce que le hub accepte.',
  too_much_memory: 'L’image demanderait plus de mémoire que le hub ne lui en donne.',
  too_many_scans: 'L’image est faite de plus de passes qu’aucune vraie image.',
  frames_beyond_limit:
    'L’animation est plus longue que ce que le hub lit. Sa fin n’a pas été comparée.',
  deadline: 'La lecture de l’image a pris plus de temps que le hub n’en accorde.',
  memory_cap: 'L’image a demandé plus de mémoire que le hub ne lui en donne.',
  out_of_memory: 'Le hub n’avait plus de mémoire pour l’image.',
  crashed: 'Le lecteur a échoué sur cette image et a été remplacé.',
  picture_destroyed:
    'Il attend de nouveau, mais son image a été détruite. Demandez à sa source de la renvoyer.',
  unverified: 'Une liste extérieure ne peut pas répondre à son sujet. On ignore s’il y figure.',
};

export const traits: Catalogue['traits'] = {
  truncated: 'Le fichier s’arrête trop tôt ou est endommagé. Ce qui manque est montré en gris.',
  animated: 'C’est animé. Vous voyez quelques-unes de ses images, côte à côte.',
  frames_left_out:
    'L’animation est plus longue que ce que le hub lit. Sa fin n’est pas dans l’image.',
  profile_ignored:
    'Son profil de couleur est incohérent et a été écarté. Les couleurs peuvent être fausses.',
  alpha: 'Des parties sont transparentes. Elles sont montrées sur un gris neutre.',
  cmyk: 'Elle est faite pour l’impression. Ses encres ont été converties en couleurs d’écran.',
};
