import { cronScheduleRefused } from '../../../../src/check/rules/workload/cron-schedule-refused';
import { finder, object } from '../../objects/workloads';

const find = finder(cronScheduleRefused);
const cron = (spec: object) => find([object('batch/v1', 'CronJob', 'a', { spec })]).map(text => text.replace('CronJob shop/a ', ''));

describe('a schedule', () => {
  test.each(['0 3 * * *', '*/5 * * * *', '0,30 8-18 1-7 jan-mar MON', '  1  2 3 4 5 ', '? ? ? ? ?', '5-10/2 * * * 0', '@daily', '@every 1h30m', '10/3 * * * *'])('may be %s', schedule => {
    expect(cron({ schedule })).toEqual([]);
  });

  test('may name months and weekdays', () => {
    const [months, weekdays] = ['Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '), 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')];
    expect([...months.map(month => `0 3 1 ${month} *`), ...weekdays.map(day => `0 3 * * ${day}`)].flatMap(schedule => cron({ schedule }))).toEqual([]);
    // Their order is that of the calendar.
    expect([cron({ schedule: '0 3 1 Feb-Jan *' }), cron({ schedule: '0 3 * * Sat-Sun' })].map(found => found.length)).toEqual([1, 1]);
  });

  test.each(['0 3 * *', '0 0 3 * * *', '60 * * * *', '* * 0 * *', '* * * 13 *', '* * * * 7', '5-1 * * * *', '*/0 * * * *', 'a * * * *', '@often', '1-2-3 * * * *', '1//2 * * * *', 'TZ=UTC 0 3 * * *'])(
    'fails: %s', schedule => {
      expect(cron({ schedule })).toEqual([`spec.schedule: is to run at '${schedule}', which is no schedule`]);
    });
});

describe('a time zone', () => {
  test.each(['Europe/Berlin', 'UTC', 'Etc/GMT+3', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince'])('may be %s', timeZone => {
    expect(cron({ schedule: '@daily', timeZone })).toEqual([]);
  });

  test.each(['EUROPE/BERLIN', 'europe/berlin', 'Europe/Nowhere', 'CEST', 'a/b/c', '+01:00'])('fails: %s', timeZone => {
    expect(cron({ schedule: '@daily', timeZone })).toEqual([`spec.timeZone: is to run by the time of '${timeZone}', which is no time zone`]);
  });
});
