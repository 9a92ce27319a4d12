/** How the text of a slip begins, so that it can be told from every other without being read. */
export const SLIP_PREFIX = 'WZ1:';
