import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ResolvedPort, trafficOf } from './port';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkAtLeast, checkPort, wholeSeconds } from '../core/values';

/**
 * How often a machine's proxy asks whether the application can serve, and what it makes of the answer.
 */
export interface MachineReadinessOptions {
  /**
   * The port that is asked, as the application listens on it.
   *
   * @default - the service's first HTTP port for `http`, its first port for `tcp`
   */
  readonly port?: number;

  /**
   * How long the application may take before it is asked at all, in whole seconds (`initialDelaySeconds`).
   *
   * @default - it is asked at once
   */
  readonly initialDelay?: Duration;

  /**
   * How often it is asked, in whole seconds (`periodSeconds`).
   *
   * @default - Istio's own: 10 seconds
   */
  readonly period?: Duration;

  /**
   * How long an answer may take, in whole seconds (`timeoutSeconds`).
   *
   * @default - Istio's own: 1 second
   */
  readonly timeout?: Duration;

  /**
   * How many answers in a row must fail until the machine takes no requests (`failureThreshold`).
   *
   * @default - Istio's own: 1
   */
  readonly failureThreshold?: number;
}

/** A port of a service, and the number on which a machine listens for it. */
export interface MachinePort {
  readonly port: ResolvedPort;
  readonly number: number;
}

/**
 * How a machine's proxy finds out whether the application can serve (`WorkloadGroup.probe`). A machine takes requests only while its proxy is connected to
 * the control plane and the application answers.
 */
export class MachineReadiness {
  /**
   * When a port is open on the machine's loopback (`tcpSocket`), so for an application that listens on all addresses.
   *
   * @param options what differs from the defaults
   */
  public static tcp(options: MachineReadinessOptions = {}): MachineReadiness {
    return new MachineReadiness(options, (scope, ports) => {
      const port = options.port ?? ports[0].number;
      // Without a host the agent asks the machine's own address, where not the application answers but Envoy, which always does.
      return { tcpSocket: { host: 'localhost', port: checkPort(scope, 'readiness port', port) } };
    });
  }

  /**
   * When a path answers 2xx or 3xx (`httpGet`).
   *
   * @param path the path, beginning with '/'
   * @param options what differs from the defaults
   */
  public static http(path: string, options: MachineReadinessOptions = {}): MachineReadiness {
    return new MachineReadiness(options, (scope, ports) => {
      if (!path.startsWith('/')) {
        fail(scope, `readiness path ${show(path)} does not begin with '/': every request's path does`);
      }
      const port = options.port ?? ports.find(one => trafficOf(one.port.protocol) === 'http')?.number
        ?? fail(scope, `asks for readiness path ${show(path)}, and no port of the service speaks HTTP: give the port, or use MachineReadiness.tcp()`);
      return { httpGet: { path, port: checkPort(scope, 'readiness port', port) } };
    });
  }

  /**
   * When a command on the machine ends with 0 (`exec`).
   *
   * @param command the program and its arguments
   * @param options what differs from the defaults; a port is not asked
   */
  public static command(command: string[], options: MachineReadinessOptions = {}): MachineReadiness {
    return new MachineReadiness(options, scope => {
      if (command.length === 0 || command.some(part => part === '')) {
        fail(scope, `readiness command ${show(command)} is none: give the program and its arguments`);
      }
      if (options.port !== undefined) {
        fail(scope, `asks for readiness by a command and port ${options.port}: a command asks no port, leave it out`);
      }
      return { exec: { command } };
    });
  }

  /**
   * Not at all: a machine takes requests as long as it is declared, whether it runs or not.
   */
  public static none(): MachineReadiness {
    return new MachineReadiness({}, () => undefined);
  }

  private constructor(
    private readonly options: MachineReadinessOptions,
    private readonly method: (scope: Construct, ports: readonly MachinePort[]) => Json | undefined,
  ) {}

  /** @internal */
  public _probe(scope: Construct, ports: readonly MachinePort[]): Json | undefined {
    const method = this.method(scope, ports);
    const { initialDelay, period, timeout, failureThreshold } = this.options;
    return method && {
      initialDelaySeconds: initialDelay && wholeSeconds(scope, 'readiness initialDelay', initialDelay, 0),
      periodSeconds: period && wholeSeconds(scope, 'readiness period', period, 1),
      timeoutSeconds: timeout && wholeSeconds(scope, 'readiness timeout', timeout, 1),
      failureThreshold: failureThreshold === undefined ? undefined : checkAtLeast(scope, 'readiness failureThreshold', failureThreshold, 1),
      ...method,
    };
  }
}
