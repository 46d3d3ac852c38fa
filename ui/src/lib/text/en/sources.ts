/** Programs that send uploads, and their keys. */

export const sources = {
  table: 'Sources',
  none: 'No program sends uploads yet. Add one, and give its key to whoever runs it.',
  may: 'A key sends uploads and asks what became of them. It opens no case, shows no picture and nobody’s name.',
  name: 'Name',
  nameHint: 'One line, 60 characters at most. It stays as it is.',
  added: 'Added',
  key: 'Its key is from',
  both: (until: string) => `the one before is taken until ${until}`,
  state: 'State',
  on: 'on',
  off: 'switched off',
  actions: 'What can be done',
  add: 'Add a source',
  addYes: 'Add it',
  incomplete: 'It needs a name.',
  madeFor: 'Its key is shown here once, when it has been added.',
  made: (name: string) => `The key of ${name}`,
  madeSays:
    'It is shown this once, and kept as a hash alone. Put it where the program keeps its secrets. Whoever has it can send uploads as this source.',
  newKey: 'New key',
  newKeyOf: (name: string) => `Make ${name} a new key`,
  keyFor: (name: string) => `A new key for ${name}`,
  newKeyYes: 'Make the new key',
  old: 'The key that it has now',
  lasts: {
    0: 'ends at once',
    1: 'is taken for one hour more',
    24: 'is taken for one day more',
    168: 'is taken for seven days more',
    720: 'is taken for thirty days more',
  },
  endsAtOnce:
    'Until the program has the new key, whatever it sends is refused. Choose this where the key may be in other hands.',
  lastsOn:
    'Both keys are taken until then, so that the program can be changed in peace. A key before the one it has now ends in any case.',
  switchOff: 'Switch off',
  switchOffOf: (name: string) => `Switch ${name} off`,
  switchOffYes: 'Switch it off',
  offMeans: (name: string) =>
    `From now on everything that ${name} sends is refused. What it has sent stays here and is reviewed, and its key comes back with it.`,
  switchOn: 'Switch on',
  switchOnOf: (name: string) => `Switch ${name} on`,
  switchOnYes: 'Switch it on',
  onMeans: (name: string) => `What ${name} sends with its key is taken again.`,
};
