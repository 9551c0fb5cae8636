import { LabelSelector } from './gateway-api-specs';
import { Labels } from '../core/labels';
import { own } from '../core/own';

/** Whether a selector of Kubernetes chooses what carries labels. An operator that is none keeps nothing out. */
export function chooses({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value)
    && matchExpressions.every(({ key = '', operator, values = [] }) => {
      const value = own(labels, key);
      switch (operator) {
        case 'In': return value !== undefined && values.includes(value);
        case 'NotIn': return value === undefined || !values.includes(value);
        case 'Exists': return value !== undefined;
        case 'DoesNotExist': return value === undefined;
        default: return true;
      }
    });
}
