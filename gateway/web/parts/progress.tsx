/** How far something has come, as a bar; say the same in words beside it. */

/** `part` is 0 to 1; undefined where nobody knows how much there is. `text` is heard instead of the percentage. */
export const Progress = ({
  label,
  part,
  text,
}: {
  readonly label: string;
  readonly part: number | undefined;
  readonly text?: string;
}) => {
  const percent = part === undefined ? undefined : Math.floor(100 * part);
  return (
    <div
      class={['track', part === undefined ? 'unknown' : '']}
      role="progressbar"
      aria-label={label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow={percent}
      aria-valuetext={text}
    >
      <i style={{ width: `${percent ?? 100}%` }} />
    </div>
  );
};
