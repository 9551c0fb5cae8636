import { App, Chart } from 'cdk8s';
import { MeshSettings } from '../../src';
import { warn } from '../../src/core/warnings';

test('a warning is printed once for each construct and mesh, with its path', () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = new App();
  const [one, two] = ['one', 'two'].map(id => new Chart(app, id));
  MeshSettings.set(two, {});
  for (const chart of [one, two, one, two]) {
    warn(chart, 'take care');
  }
  expect(stderr.mock.calls).toEqual([['warning: [one] take care\n'], ['warning: [two] take care\n']]);
  stderr.mockRestore();
});
