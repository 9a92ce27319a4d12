/** Asking for the camera. */

/**
 * The camera at the device's back, or that which sees whoever looks at the screen.
 * @throws DOMException where it is refused or there is none; TypeError for pages over plain HTTP, which have none to ask
 */
export const askForCamera = (
  facingMode: 'environment' | 'user',
  size: Pick<MediaTrackConstraints, 'width' | 'height'> = {},
): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ video: { facingMode, ...size }, audio: false });

/** True where somebody said no, and the camera may be there. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError');
