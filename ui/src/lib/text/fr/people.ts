/** Qui se connecte, ce que permettent les rôles, et ce que donnent les groupes du fournisseur d’identité. */
import type { Catalogue } from '../catalogue.ts';

export const people: Catalogue['administration']['people'] = {
  password: (name) => `Le mot de passe de ${name}`,
  passwordSays:
    'Il n’est montré que cette fois, et n’est conservé nulle part en clair. Remettez-le en personne, ou par une voie que nul autre ne lit.',
};

export const roles: Catalogue['administration']['roles'] = {};

export const groups: Catalogue['administration']['groups'] = {};
