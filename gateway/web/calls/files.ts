/** Files that the page made or got, handed to the reader's computer. */

const KEEP = 60_000;

/** An address of it, good for a minute. */
export function addressFor(file: Blob): string {
  const address = URL.createObjectURL(file);
  setTimeout(() => URL.revokeObjectURL(address), KEEP);
  return address;
}

/** Saves it under that name. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = addressFor(file);
  link.download = name;
  link.click();
}
