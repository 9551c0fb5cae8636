import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { checkDnsSubdomain, checkPort } from '../core/values';
import { MeshService } from '../service/mesh-service';
import { PortProtocol } from '../service/port';

const PORT = 6379;
/** The user of the image, which would otherwise begin as root. */
const REDIS_UID = 999;

/**
 * A Redis of the rate limit service's own.
 */
export interface OwnRedisProps {
  /**
   * The image.
   *
   * @default 'docker.io/library/redis:7.4.6-alpine'
   */
  readonly image?: string;
}

/**
 * A Redis that is there already.
 */
export interface ExistingRedisProps {
  /**
   * Its port.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * The Secret with its password, in the namespace of the rate limit service: 'PASSWORD', or 'USER:PASSWORD'.
   *
   * @default - no password is asked for
   */
  readonly passwordSecret?: string;

  /**
   * The key of the password in the Secret. Only with `passwordSecret`.
   *
   * @default 'password'
   */
  readonly passwordKey?: string;

  /**
   * Whether the rate limit service itself speaks TLS to it. Within the mesh, and with `TlsOrigination`, proxies do it: leave it out.
   *
   * @default false
   */
  readonly tls?: boolean;
}

/**
 * Where the rate limit service keeps its counts.
 */
export class RedisStore {
  /**
   * A small Redis of its own: one pod, without a disk, since counts are worth no more than their window. While the pod is replaced, limits are as
   * when the rate limit service is down.
   *
   * @param props what differs from the defaults
   */
  public static own(props: OwnRedisProps = {}): RedisStore {
    return new RedisStore((scope, name) => {
      const service = new MeshService(scope, 'redis', { name: `${name}-redis`, ports: [{ port: PORT, protocol: PortProtocol.TCP, name: 'tcp-redis' }] });
      service.addVersion('v1', {
        replicas: 1,
        container: {
          image: props.image ?? 'docker.io/library/redis:7.4.6-alpine',
          command: ['redis-server'],
          // No disk. Who is full forgets what ends soonest. Without a password Redis takes callers from other addresses only when told.
          args: ['--save', '', '--appendonly', 'no', '--maxmemory', '100mb', '--maxmemory-policy', 'volatile-ttl', '--protected-mode', 'no'],
          securityContext: { user: REDIS_UID },
        },
      });
      return { host: service, service, env: { REDIS_URL: value(`${service.host}:${PORT}`) } };
    });
  }

  /**
   * One that is there already.
   *
   * @param host a service of the mesh, or an `ExternalService`
   * @param props its port, password and TLS
   */
  public static existing(host: IMeshHost, props: ExistingRedisProps = {}): RedisStore {
    return new RedisStore(scope => {
      const { passwordSecret, passwordKey } = props;
      if (passwordKey !== undefined && passwordSecret === undefined) {
        fail(scope, `has passwordKey '${passwordKey}' and no passwordSecret: name the Secret, or leave the key out`);
      }
      const secret = passwordSecret === undefined ? undefined
        : kplus.Secret.fromSecretName(scope, 'redis-password', checkDnsSubdomain(scope, 'passwordSecret', passwordSecret));
      return {
        host,
        env: {
          REDIS_URL: value(`${host.host}:${checkPort(scope, 'port', props.port ?? PORT)}`),
          ...(secret ? { REDIS_AUTH: kplus.EnvValue.fromSecretValue({ secret, key: passwordKey ?? 'password' }) } : {}),
          ...(props.tls ? { REDIS_TLS: value('true') } : {}),
        },
      };
    });
  }

  private constructor(private readonly bind: (scope: Construct, name: string) => BoundRedis) {}

  /** @internal */
  public _bind(scope: Construct, name: string): BoundRedis {
    return this.bind(scope, name);
  }
}

/** What the rate limit service must know of its Redis. */
export interface BoundRedis {
  readonly host: IMeshHost;
  /** Where it is the rate limit service's own. */
  readonly service?: MeshService;
  readonly env: { [name: string]: kplus.EnvValue };
}

function value(text: string): kplus.EnvValue {
  return kplus.EnvValue.fromValue(text);
}
