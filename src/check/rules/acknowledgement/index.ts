// Written by `npx projen rules:index`.
import { idleAcknowledgement } from './idle-acknowledgement';
import { Rule } from '../../rule';

export const ACKNOWLEDGEMENT_RULES: readonly Rule[] = [
  idleAcknowledgement,
];
