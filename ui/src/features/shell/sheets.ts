/** What can be laid over every screen. */
export interface Sheets {
  onhelp: () => void;
  onsupport: () => void;
  onfind: () => void;
}
