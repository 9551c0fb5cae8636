import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel } from '../core/values';

const INJECTION_LABELS = ['istio-injection', 'istio.io/rev'];

/**
 * How the pods of a namespace get their proxy.
 */
export class Injection {
  /**
   * By the control plane's default revision (`istio-injection: enabled`).
   */
  public static enabled(): Injection {
    return new Injection('istio-injection', 'enabled');
  }

  /**
   * By a revision of the control plane, or a revision tag (`istio.io/rev`).
   *
   * @param name the revision or tag
   */
  public static revision(name: string): Injection {
    return new Injection('istio.io/rev', name);
  }

  /**
   * Not at all (`istio-injection: disabled`): the pods stay outside the mesh.
   */
  public static disabled(): Injection {
    return new Injection('istio-injection', 'disabled');
  }

  private constructor(private readonly label: string, private readonly value: string) {}

  /** @internal */
  public get _injects(): boolean {
    return this.label !== 'istio-injection' || this.value === 'enabled';
  }

  /** @internal */
  public _labels(scope: Construct): { [name: string]: string } {
    return { [this.label]: checkDnsLabel(scope, 'injection', this.value) };
  }
}

/**
 * A namespace of the mesh that the chart owns.
 */
export interface MeshNamespaceProps {
  /**
   * The name of the namespace.
   *
   * @default - the chart's namespace
   */
  readonly name?: string;

  /**
   * How its pods get their proxy.
   *
   * @default Injection.enabled()
   */
  readonly injection?: Injection;

  /**
   * Further labels of the namespace, for example of its pod security standard. Not those of the injection.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}

/**
 * A namespace of the mesh, for charts that own theirs. Create it before what lives in it, so that it stands first in the file.
 */
export class MeshNamespace extends Construct {
  /**
   * The name of the namespace.
   */
  public readonly namespaceName: string;

  constructor(scope: Construct, id: string, props: MeshNamespaceProps = {}) {
    super(scope, id);
    for (const label of Object.keys(props.labels ?? {})) {
      if (INJECTION_LABELS.includes(label)) {
        fail(this, `labels has ${show(label)}, which decides whether pods get their proxy: say it by injection, for example Injection.revision('stable')`);
      }
    }
    this.namespaceName = checkDnsLabel(this, 'namespace', props.name ?? namespaceOf(this));
    const injection = props.injection ?? Injection.enabled();
    MeshSettings.of(this)._noteInjection(this.namespaceName, injection._injects);
    new MeshObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      name: this.namespaceName,
      namespace: null,
      labels: { ...props.labels, ...injection._labels(this) },
      fields: {},
    });
  }
}
