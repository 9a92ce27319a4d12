/** That an audit runs, kept in this tab: whoever reloads it in the middle is told that it wasn't finished. */
const KEY = 'audit-runs';

/** Whether the page was left or reloaded while an audit ran. */
export function wasLeft(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function markUnfinished(isRunning: boolean): void {
  try {
    if (isRunning) sessionStorage.setItem(KEY, 'yes');
    else sessionStorage.removeItem(KEY);
  } catch {
    // Then nobody is told after a reload.
  }
}
