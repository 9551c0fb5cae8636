import { IConstruct } from 'constructs';
import { MeshSettings } from './mesh-settings';

/** Prints a warning once a synth finds it to hold. cdk8s has none of its own. */
export function warn(scope: IConstruct, message: string): void {
  const warned = MeshSettings.of(scope)._warned;
  const text = `warning: [${scope.node.path}] ${message}`;
  if (!warned.has(text)) {
    warned.add(text);
    process.stderr.write(`${text}\n`);
  }
}
