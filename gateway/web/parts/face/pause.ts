/** How often the camera is looked at. */

/** Milliseconds between two looks: the page stays quick to the touch. */
export const PAUSE = 30;
