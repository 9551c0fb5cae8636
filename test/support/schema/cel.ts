import { celEnv, CelInput, isCelError, parse, plan } from '@bufbuild/cel';
import { KUBERNETES_FUNCTIONS } from './cel-library';
import { toCel } from './cel-values';
import { isObject, Schema, visit } from './schema';

/** One entry of `x-kubernetes-validations`. */
export interface Rule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

type Program = (self: CelInput) => { value: unknown } | { error: string };

const env = celEnv({ funcs: KUBERNETES_FUNCTIONS });
const programs = new Map<string, Program>();

/** The rules that a schema node carries. */
export function rulesOf(schema: Schema): Rule[] {
  return (schema['x-kubernetes-validations'] ?? []) as Rule[];
}

/** A rule about a change says nothing of an object that is new, and the API server does not run it on create. */
export function isTransitionRule(rule: Rule): boolean {
  return /\boldSelf\b/.test(rule.rule) && !rule.optionalOldSelf;
}

/** What the CEL rules of the schema, at every level, have against the value. */
export function checkRules(schema: Schema, value: unknown): string[] {
  const problems: string[] = [];
  visit(schema, value, '', (own, found, path) => {
    const rules = rulesOf(own).filter(rule => !isTransitionRule(rule));
    if (rules.length === 0) {
      return;
    }
    const self = toCel(own, found);
    for (const rule of rules) {
      const problem = checkRule(rule, self);
      if (problem) {
        problems.push(`${path || '(root)'}${rule.fieldPath ?? ''}: ${problem}`);
      }
    }
  });
  return problems;
}

/** As on the API server, a rule that stops with an error has not passed. */
function checkRule(rule: Rule, self: CelInput): string | undefined {
  const result = compileRule(rule.rule)(self);
  if ('value' in result && result.value === true) {
    return undefined;
  }
  const message = messageOf(rule, self);
  return 'error' in result ? `${message} (${result.error})` : message;
}

function messageOf(rule: Rule, self: CelInput): string {
  if (rule.messageExpression) {
    const result = compileRule(rule.messageExpression)(self);
    if ('value' in result && typeof result.value === 'string' && result.value.trim() !== '') {
      return result.value;
    }
  }
  return rule.message ?? `failed rule: ${rule.rule}`;
}

/**
 * Throws for an expression that cannot be evaluated here, rather than let it pass: whatever it would have caught
 * would go unnoticed. Rules repeat (a duration is checked at 200 places), so each is compiled once.
 */
export function compileRule(expression: string): Program {
  let program = programs.get(expression);
  if (!program) {
    program = compile(expression);
    programs.set(expression, program);
  }
  return program;
}

function compile(expression: string): Program {
  let evaluate: (bindings: Record<string, CelInput>) => unknown;
  try {
    const parsed = parse(expression);
    const unknown = [...calledFunctions(parsed.expr)].filter(name => !env.funcs.find(name));
    if (unknown.length > 0) {
      throw new Error(`unknown function ${unknown.join(', ')}`);
    }
    evaluate = plan(env, parsed) as typeof evaluate;
  } catch (error) {
    throw new Error(`cannot evaluate the CEL rule ${JSON.stringify(expression)}: ${(error as Error).message}`);
  }
  return self => {
    const result = evaluate({ self });
    return isCelError(result) ? { error: result.message } : { value: result };
  };
}

/** The library finds out about an unknown function only when a call is reached: an untaken branch would hide it. */
function calledFunctions(node: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(node)) {
    node.forEach(child => calledFunctions(child, names));
  } else if (isObject(node)) {
    // Operators are called too, by names such as `_&&_`, and are part of the language.
    if (typeof node.function === 'string' && /^[a-zA-Z]\w*$/.test(node.function)) {
      names.add(node.function);
    }
    Object.values(node).forEach(child => calledFunctions(child, names));
  }
  return names;
}
