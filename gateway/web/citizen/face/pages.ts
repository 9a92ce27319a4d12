/** The pages about a face, which come together: whoever consents goes on to the camera. */
export { CheckPage } from './check-page.tsx';
export { FacePage } from './face-page.tsx';
