/** Setting limits and support for others: for leads and admins. */
export const care = {
  title: 'Limits and support',
  lead: 'What holds for everybody at least. What is stricter holds at once, what is looser from each person’s next block on. Nobody’s own figures are shown here, since nobody has to be told them.',
  busy: 'Asking the hub',
  unchanged: 'Nothing is changed yet.',
  // The floor.
  floor: 'The floor of everybody',
  floorHint:
    'Each person may make every limit stricter for themselves, without a reason. Nobody can make one looser.',
  saveFloor: 'Save the floor',
  // Teams.
  teams: 'Teams',
  teamsHint:
    'A team’s floor holds for its people beside the floor of everybody; the stricter counts, limit by limit.',
  teamTable: 'Every team and its floor',
  team: 'Team',
  peopleIn: 'People',
  stricterIn: 'Stricter in',
  nothingStricter: 'nothing: the floor of everybody holds',
  actions: 'Actions',
  noTeams: 'There is no team yet. The floor of everybody holds for all.',
  newTeam: 'New team',
  make: 'Make team',
  needsName: 'Give the team a name first.',
  change: 'Change',
  changeTeam: (name: string) => `Change ${name}`,
  remove: 'Remove',
  removeTeam: (name: string) => `Remove ${name}`,
  surely: 'Remove it now',
  keep: 'Keep it',
  name: 'Name',
  members: 'Who is in it',
  membersHint: 'Somebody may be in several teams: the strictest floor of all holds.',
  saveTeam: 'Save the team',
  teamFloor: 'Floor of the team',
  // Severe categories.
  severe: 'Severe categories',
  codes: 'Their codes',
  noCategory: 'Without a category',
  severeHint:
    'After a look at a case of one of them there are no looks for a while. One code in a line, as the lists of hashes give them.',
  unknownIsSevere: 'A case of no known category counts as severe too',
  saveSevere: 'Save severe categories',
  // Support.
  support: 'Whom people can turn to',
  supportHint:
    'One key away on every screen. Nobody is told that somebody looked it up. At most eight.',
  contactName: 'Who',
  reach: 'How to reach them',
  contact: (name: string, reach: string) => `${name}: ${reach}`,
  note: 'When, or that it is confidential (may stay empty)',
  addContact: 'Add a contact',
  removeContact: (name: string) => `Remove ${name}`,
  incomplete: 'Every contact needs a name and a way to be reached.',
  saveSupport: 'Save contacts',
  onlyAdmins: 'An administrator sets them.',
  nobody: 'Nobody is named yet.',
  // Desks.
  desks: 'Computers',
  protectedOnly: 'Grant looks only where the system keeps the window out of screen captures',
  desksHint: 'Linux and current macOS do not keep it out: with this on, people there work veiled.',
  updates: 'Let people have their desks ask for updates of Scrim',
  updatesHint:
    'Off unless you allow it: then each person turns it on at their own computer, and installs a version by hand. Leave it off where somebody runs these computers.',
  onlyAdminsAllow: 'An administrator allows updates.',
  saveDesks: 'Save',
};
