/** The link to a case, as the desk reads it again. */
import type { CaseId } from '../host/wire.gen.ts';

export const caseLink = (id: CaseId): string => `scrim-desk://case/${id}`;
