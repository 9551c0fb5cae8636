import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { MeshObject } from '../core/mesh-object';

/**
 * What keeps the data of an add-on (`PersistentVolumeClaim`).
 */
export interface AddOnStorage {
  /**
   * How much it holds, in whole mebibytes.
   */
  readonly size: Size;

  /**
   * The StorageClass of the claim.
   *
   * @default - the cluster's default
   */
  readonly storageClass?: string;
}

/** A volume for the data: a claim where storage is given, else as long-lived as the pod. */
export function dataVolume(scope: Construct, name: string, namespace: string, storage: AddOnStorage | undefined): { [key: string]: any } {
  if (!storage) {
    return { name: 'data', emptyDir: {} };
  }
  const mebibytes = storage.size.toMebibytes({ rounding: undefined });
  if (!(mebibytes >= 1)) {
    fail(scope, `storage of ${name} has size ${mebibytes} MiB: use at least 1`);
  }
  new MeshObject(scope, `${name}-data`, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    name: `${name}-data`,
    namespace,
    labels: { app: name },
    fields: {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: storage.storageClass,
        resources: { requests: { storage: mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi` } },
      },
    },
  });
  return { name: 'data', persistentVolumeClaim: { claimName: `${name}-data` } };
}
