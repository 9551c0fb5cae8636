import { Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ADD_ON_IMAGES } from './add-on-images';
import { AddOnStorage, dataVolume } from './add-on-storage';
import { checkUrl } from './add-on-url';
import { addConfiguration, deployAddOn } from './deploy-add-on';
import { Json } from '../core/mesh-object';
import { checkDnsSubdomain } from '../core/values';

const DASHBOARDS = '/var/lib/grafana/dashboards';

/**
 * Who may do what in Grafana.
 */
export interface GrafanaOptions {
  /**
   * The name of a Secret with the keys `admin-user` and `admin-password`, in the stack's namespace. People log in with it.
   *
   * @default - nobody logs in; whoever reaches Grafana may look and not change anything
   */
  readonly adminSecret?: string;

  /**
   * Where Grafana keeps what people change. The dashboards of the app need none.
   *
   * @default - as long as the pod lives
   */
  readonly storage?: AddOnStorage;
}

/** What Grafana shows. */
export interface GrafanaSources {
  readonly prometheusUrl: string;
  readonly jaegerUrl?: string;
  /** The ConfigMaps of dashboards, known at synth. */
  readonly dashboards: () => { readonly name: string; readonly file: string }[];
}

/**
 * Where dashboards are shown.
 */
export class GrafanaAddOn {
  /**
   * In a Grafana that the stack deploys.
   *
   * @param options who may do what
   */
  public static deploy(options: GrafanaOptions = {}): GrafanaAddOn {
    return new GrafanaAddOn(options, undefined);
  }

  /**
   * In one that stands already.
   *
   * @param url its address, for example 'http://grafana.monitoring:3000'
   */
  public static existing(url: string): GrafanaAddOn {
    return new GrafanaAddOn(undefined, url);
  }

  /**
   * Nowhere.
   */
  public static none(): GrafanaAddOn {
    return new GrafanaAddOn(undefined, undefined);
  }

  private constructor(private readonly options: GrafanaOptions | undefined, private readonly url: string | undefined) {}

  /** @internal */
  public get _isDeployed(): boolean {
    return this.options !== undefined;
  }

  /** @internal answers its address */
  public _add(scope: Construct, namespace: string, sources: GrafanaSources): string | undefined {
    if (!this.options) {
      return this.url === undefined ? undefined : checkUrl(scope, 'address of Grafana', this.url);
    }
    const { adminSecret, storage } = this.options;
    const name = 'grafana';
    addConfiguration(scope, name, namespace, { 'datasources.yaml': Yaml.stringify(datasources(sources)), 'dashboards.yaml': Yaml.stringify(PROVIDERS) });
    deployAddOn(scope, {
      name,
      namespace,
      image: ADD_ON_IMAGES.grafana,
      user: 472,
      env: [...access(scope, adminSecret), ...SILENCE],
      ports: [{ name: 'http', port: 3000 }],
      health: { port: 'http', ready: '/api/health', alive: '/api/health' },
      resources: { cpu: '100m', memory: '256Mi' },
      memoryLimit: '1Gi',
      volumes: [
        { name: 'configuration', configMap: { name } },
        Lazy.any({ produce: () => dashboardVolume(sources) }),
        dataVolume(scope, name, namespace, storage),
        { name: 'tmp', emptyDir: {} },
      ],
      mounts: [
        { name: 'configuration', mountPath: '/etc/grafana/provisioning/datasources/datasources.yaml', subPath: 'datasources.yaml', readOnly: true },
        { name: 'configuration', mountPath: '/etc/grafana/provisioning/dashboards/dashboards.yaml', subPath: 'dashboards.yaml', readOnly: true },
        { name: 'data', mountPath: '/var/lib/grafana' },
        { name: 'dashboards', mountPath: DASHBOARDS, readOnly: true },
        { name: 'tmp', mountPath: '/tmp' },
      ],
      metricsPort: 3000,
      asksKubernetes: false,
      ownsData: storage !== undefined,
    });
    return `http://${name}.${namespace}:3000`;
  }
}

/** All dashboards in one folder, whatever the number of ConfigMaps. */
function dashboardVolume(sources: GrafanaSources): Json {
  const projections = sources.dashboards().map(({ name, file }) => ({ configMap: { name, items: [{ key: file, path: file }] } }));
  return { name: 'dashboards', ...(projections.length === 0 ? { emptyDir: {} } : { projected: { sources: projections } }) };
}

const PROVIDERS = {
  apiVersion: 1,
  providers: [{ name: 'mesh', folder: 'Mesh', type: 'file', disableDeletion: true, allowUiUpdates: false, options: { path: DASHBOARDS } }],
};

function datasources({ prometheusUrl, jaegerUrl }: GrafanaSources): Json {
  const source = (name: string, url: string, more: Json) => ({ name, uid: name.toLowerCase(), type: name.toLowerCase(), access: 'proxy', url, editable: false, ...more });
  return {
    apiVersion: 1,
    datasources: [
      source('Prometheus', prometheusUrl, { isDefault: true, jsonData: { httpMethod: 'POST', timeInterval: '15s' } }),
      ...(jaegerUrl === undefined ? [] : [source('Jaeger', jaegerUrl, {})]),
    ],
  };
}

function access(scope: Construct, adminSecret: string | undefined): Json[] {
  if (adminSecret === undefined) {
    return [
      { name: 'GF_AUTH_ANONYMOUS_ENABLED', value: 'true' },
      { name: 'GF_AUTH_ANONYMOUS_ORG_ROLE', value: 'Viewer' },
      { name: 'GF_AUTH_BASIC_ENABLED', value: 'false' },
      { name: 'GF_AUTH_DISABLE_LOGIN_FORM', value: 'true' },
      // Grafana would make admin with the password admin.
      { name: 'GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION', value: 'true' },
    ];
  }
  const name = checkDnsSubdomain(scope, 'adminSecret', adminSecret);
  const from = (variable: string, key: string) => ({ name: variable, valueFrom: { secretKeyRef: { name, key } } });
  return [from('GF_SECURITY_ADMIN_USER', 'admin-user'), from('GF_SECURITY_ADMIN_PASSWORD', 'admin-password')];
}

/** Nothing is sent to Grafana's makers and nothing loaded from them. */
const SILENCE = [
  'GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES=false', 'GF_ANALYTICS_CHECK_FOR_UPDATES=false', 'GF_ANALYTICS_REPORTING_ENABLED=false', 'GF_PLUGINS_PREINSTALL_DISABLED=true',
].map(setting => ({ name: setting.split('=')[0], value: setting.split('=')[1] }));
