/** What `drawings` in vite.config.ts makes of an icon's file: the shapes within its svg element. */
declare module '*.svg?drawing' {
  const shapes: string;
  export default shapes;
}
