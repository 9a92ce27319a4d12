/** Events of the ledger, newest first. */
import type { Names } from '../../calls/names.ts';
import { Icon } from '../../parts/icon.tsx';
import { audit as say } from '../../words/audit.ts';
import { tableDate, timeText } from '../../words/dates.ts';
import { textOf } from './event-text.ts';
import type { DatedEvent } from './reading.ts';

type Props = { readonly of: readonly DatedEvent[]; readonly names: Names | undefined };

export const EventList = ({ of, names }: Props) => (
  <ol class="events plain">
    {of.map((event) => {
      const { icon, text, detail } = textOf(event, names);
      const time = `${tableDate(event.at)} ${timeText(event.at, { withSeconds: true })}`;
      return (
        <li key={`${event.position.block} ${event.position.place}`}>
          <Icon of={icon} />
          <div>
            <p>
              <strong>{text}</strong>
            </p>
            <p class="small quiet number fingerprint">
              {[detail, say.eventAt({ time, block: event.position.block })]
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
          </div>
        </li>
      );
    })}
  </ol>
);
