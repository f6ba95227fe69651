import { today } from '../shared/days.ts';
import { type EditorProps, Group, writer } from './editor-parts.tsx';
import { referenceOf } from './prefetch.ts';
import { redFlagControls } from './red-flag-controls.ts';

/** Red flags to be put on the chart and taken off again. */
export function RedFlagGroup(props: EditorProps) {
  const { view, session, open } = props;
  const write = writer(props);
  const ids = new Set([...view.conditions, ...view.others].map(({ id }) => id));
  const isOn = (name: string) => ids.has(`flag-${name}`);
  const count = redFlagControls.filter(({ name }) => isOn(name)).length;
  return (
    <Group title="Red flags to try" count={count} open={open && count > 0}>
      <ul class="checks">
        {redFlagControls.map(({ name, label, add }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={isOn(name)}
                onChange={(event) => {
                  const resources = add(session.patientId, today());
                  if (event.currentTarget.checked) write.add(...resources);
                  else write.remove(...resources.map(referenceOf));
                }}
              />
              <span>{label}</span>
            </label>
          </li>
        ))}
      </ul>
    </Group>
  );
}
