import { JsonObject } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

/** What each field may hold: minutes, hours, days, months and weekdays. */
const FIELDS: readonly { readonly low: number; readonly high: number; readonly names?: readonly string[] }[] = [
  { low: 0, high: 59 }, { low: 0, high: 23 }, { low: 1, high: 31 },
  { low: 1, high: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { low: 0, high: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

export const cronScheduleRefused: Rule = {
  id: 'cron-schedule-refused',
  severity: 'error',
  title: 'the schedule of a CronJob is none',
  why: 'The API server refuses the object. A schedule has five fields (minute, hour, day, month, weekday) or is a word as @daily; a time zone is in timeZone, by its name in the database of '
    + 'time zones, as Europe/Berlin.',
  fix: 'write five fields, and the time zone in timeZone',
  codes: [],
  bad: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: shop }
spec:
  schedule: 0 3 * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - { name: report, image: registry.example.com/report:1 }
`,
  mend: { '0 3 * *': '0 3 * * *' },

  check(mesh, report) {
    for (const { manifest, spec: { schedule, timeZone } } of mesh.objects.of<JsonObject>(KINDS.cronJob)) {
      if (typeof schedule === 'string' && !isSchedule(schedule)) {
        report(manifest, ['spec', 'schedule'], `is to run at '${schedule}', which is no schedule`);
      }
      if (typeof timeZone === 'string' && timeZone !== '' && !isTimeZone(timeZone)) {
        report(manifest, ['spec', 'timeZone'], `is to run by the time of '${timeZone}', which is no time zone`);
      }
    }
  },
};

function isSchedule(text: string): boolean {
  if (text.startsWith('@')) {
    return /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/.test(text);
  }
  const fields = text.split(/\s+/).filter(field => field !== '');
  return fields.length === FIELDS.length && fields.every((field, at) => field.split(',').every(part => isPart(part, FIELDS[at])));
}

function isPart(part: string, { low, high, names = [] }: (typeof FIELDS)[number]): boolean {
  const [range, step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) {
    return false;
  }
  if (range === '*' || range === '?') {
    return true;
  }
  const ends = range.split('-').map(end => {
    const name = names.indexOf(end.toLowerCase());
    return name >= 0 ? low + name : /^\d+$/.test(end) ? Number(end) : NaN;
  });
  return ends.length <= 2 && ends.every(end => end >= low && end <= high) && ends[0] <= ends[ends.length - 1];
}

/** Known to the runtime, and spelt with capitals as in the database, where files are found by their names. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z0-9+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name) || /^[A-Z]+\//.test(name.replace(/^(US|GMT|UTC|ETC)\//, ''))) {
    return false;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
