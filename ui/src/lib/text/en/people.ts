/** Who signs in, what roles allow, and what groups of the identity provider give. */

export const people = {
  password: (name: string) => `The password of ${name}`,
  passwordSays:
    'It is shown this once, and kept nowhere in clear. Give it to them in person, or over a line that nobody else reads.',
};

export const roles = {};

export const groups = {};
