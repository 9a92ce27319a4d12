/** What `faceFiles` in vite.config.ts makes: the address of the folder with the models and programs that see faces. */
declare module 'face-files' {
  export const folder: string;
}
