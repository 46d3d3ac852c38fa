/** How English counts. */
import { countingIn } from '../../language/plural.ts';

export const { count, figure, tenth } = countingIn('en-GB');
