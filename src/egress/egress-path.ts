import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { MeshCaller } from '../core/call-graph';
import { SplitDestination } from '../routing/contribution';

/** The way of an external service's calls through a gateway. */
export interface EgressPath {
  /** The construct that routes them. */
  readonly owner: IConstruct;
  /** The gateway, as callers reach it for this service; its port is the service's own. */
  readonly destination: SplitDestination;
  /** The DestinationRule of the gateway, with the destination's subset. */
  readonly rule: ApiObject;
  /** The namespace of the gateway's pods. */
  readonly namespace: string;
  /** Their labels. */
  readonly labels: { readonly [name: string]: string };
  /** Whether calls still go directly. */
  readonly standby: boolean;
  /** Further callers, which other apps declare. */
  readonly callers: () => readonly MeshCaller[];
}
