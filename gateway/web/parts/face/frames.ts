/** Pictures of the camera: only in memory, as small as the gateway asks for them. */

/** The longer side of a picture, in pixels; and its most bytes. */
const LARGEST = 640;
const MOST_BYTES = 300_000;
const QUALITIES = [0.9, 0.8, 0.6, 0.4] as const;

/** Draws what the camera shows, unmirrored; false where it shows nothing yet. */
export function draw(video: HTMLVideoElement, canvas: HTMLCanvasElement): boolean {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return false;
  const scale = Math.min(1, LARGEST / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context !== null;
}

/** JPEG in base64. @throws where even the coarsest is too large */
export function jpegOf(canvas: HTMLCanvasElement): string {
  for (const quality of QUALITIES) {
    const text = canvas.toDataURL('image/jpeg', quality).replace('data:image/jpeg;base64,', '');
    if (text.length * 0.75 <= MOST_BYTES) return text;
  }
  throw new Error('the camera’s picture is too large');
}
