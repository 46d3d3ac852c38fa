/** How French counts: nothing is singular, and so is one and a half. */
import { countingIn } from '../../language/plural.ts';

export const { count, figure, tenth } = countingIn('fr-FR');
