/** Setting up a new hub, and choosing a password. Everything here is invented. */
import type {
  DeskView,
  PasswordView,
  SectionContent,
  Setup,
  SetupStep,
  StepIs,
} from '../src/lib/host/wire.gen.ts';
import { NOW, deskView, settings } from '../src/testing/views.ts';
import { NOTHING_CHANGED, section } from './administration-scenes.ts';

const ORDER: SetupStep[] = ['floor', 'list', 'source', 'reviewer', 'first_case'];
const NOTHING: Setup = {
  floor_set: false,
  lists: [],
  listed: false,
  sources: [],
  people: 1,
  reviewers: [],
};

/** The steps as the desk makes them of what the hub has. */
function steps(setup: Setup, mine = true) {
  const has: Record<SetupStep, boolean> = {
    floor: setup.floor_set,
    list: setup.listed,
    source: setup.sources.length > 0,
    reviewer: setup.reviewers.length > 0,
    first_case: setup.case !== undefined,
  };
  const next = ORDER.find((step) => !has[step]);
  const is = (step: SetupStep): StepIs => {
    if (has[step]) return 'done';
    return step === next ? 'next' : 'open';
  };
  return ORDER.map((step) => ({ step, is: is(step), mine }));
}

export const settingUp = (
  part: Partial<Setup> = {},
  mine = true,
): Extract<SectionContent, { of: 'setting_up' }> => {
  const setup = { ...NOTHING, ...part };
  return {
    of: 'setting_up',
    setup,
    steps: steps(setup, mine),
    floor: settings,
    fill_by:
      setup.lists.length > 0 && !setup.listed ? 'scrim-hub import FOLDER --bank "Harbour"' : null,
    send_by: "curl 'https://hub.example/v1/items' \\\n  --form media=@picture.jpg",
  };
};

const SOME: Partial<Setup> = {
  floor_set: true,
  lists: ['Harbour'],
  listed: true,
  sources: ['platform'],
  people: 2,
  reviewers: ['Noor'],
};
const CASE: Setup['case'] = {
  id: '0193-case',
  queue: 'q1',
  queue_name: 'Setup test',
  since: NOW - 4_000,
  is: 'waiting',
};
const PASSWORD: PasswordView = { busy: false, changed: 0, refused: null };
const newPassword = (password: PasswordView): DeskView =>
  deskView({ screen: { at: 'new_password', name: 'Noor', password } });

export const settingUpScenes: Record<string, () => DeskView> = {
  'setting-up': () => section(settingUp()),
  'setting-up-list': () => section(settingUp({ floor_set: true, lists: ['Harbour'] })),
  'setting-up-source': () =>
    section(settingUp({ floor_set: true, lists: ['Harbour'], listed: true })),
  'setting-up-reviewer': () =>
    section(settingUp({ ...SOME, reviewers: [] }), {
      changes: {
        ...NOTHING_CHANGED,
        answered: 1,
        made: { of: 'platform', secret: '5eed'.repeat(16) },
      },
    }),
  'setting-up-test': () => section(settingUp(SOME)),
  'setting-up-case': () => section(settingUp({ ...SOME, case: CASE })),
  'setting-up-not-mine': () => section(settingUp({}, false)),
  'setting-up-failed': () => section(settingUp(), { content: null, failed: true }),
};

export const passwordScenes: Record<string, () => DeskView> = {
  'new-password': () => newPassword(PASSWORD),
  'new-password-wrong': () =>
    newPassword({
      ...PASSWORD,
      refused: {
        code: 'wrong_password',
        field: 'current',
        says: 'this is not the password that you have',
      },
    }),
};
