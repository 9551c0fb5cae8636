import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { checkDnsLabel } from '../core/values';

/**
 * Which namespaces see an external service (`exportTo`).
 */
export class Visibility {
  /**
   * Its own, and those of the services of this app that declare to call it.
   */
  public static callers(): Visibility {
    return new Visibility((_scope, callers) => callers);
  }

  /**
   * Its own, those of its callers in this app, and those named.
   *
   * @param names the namespaces of callers that other apps declare
   */
  public static namespaces(...names: string[]): Visibility {
    return new Visibility((scope, callers) => {
      if (names.length === 0) {
        fail(scope, 'is visible in no further namespace: name at least one, or use Visibility.callers()');
      }
      return [...callers, ...names.map(name => checkDnsLabel(scope, 'visibility', name))];
    });
  }

  /**
   * All.
   */
  public static everywhere(): Visibility {
    return new Visibility(() => undefined);
  }

  private constructor(private readonly resolve: (scope: Construct, callers: readonly string[]) => readonly string[] | undefined) {}

  /** @internal */
  public _exportTo(scope: Construct, own: string, callers: readonly string[]): string[] | undefined {
    const namespaces = this.resolve(scope, callers);
    return namespaces && ['.', ...[...new Set(namespaces)].filter(name => name !== own).sort()];
  }
}
