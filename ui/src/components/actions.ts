/** What can be done with what a row is about. */
export interface Action {
  /** Tells it from the others, also while what is written on it changes: the focus stays. */
  does: string;
  label: string;
  /** The same with the name of what the row is about. */
  name: string;
  onpress: () => void;
}
