// Written by `npx projen rules:index`.
import { brokenConstraint } from './broken-constraint';
import { duplicateItem } from './duplicate-item';
import { experimentalGatewayApi } from './experimental-gateway-api';
import { invalidValue } from './invalid-value';
import { missingField } from './missing-field';
import { newerThanIstio } from './newer-than-istio';
import { repeatedObject } from './repeated-object';
import { unknownField } from './unknown-field';
import { unservedVersion } from './unserved-version';
import { wrongType } from './wrong-type';
import { Rule } from '../../rule';

export const SCHEMA_RULES: readonly Rule[] = [
  brokenConstraint,
  duplicateItem,
  experimentalGatewayApi,
  invalidValue,
  missingField,
  newerThanIstio,
  repeatedObject,
  unknownField,
  unservedVersion,
  wrongType,
];
