import { relative } from 'node:path';
import * as ts from 'typescript';
import { Compiler, ROOT } from './compile';

const HIDDEN = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];

/** What the public API leaves unsaid: a type or member without a word, an optional property of props without its default. */
export function undocumented(compiler: Compiler): string[] {
  return compiler.exports().flatMap(symbol => new Api(compiler.checker).problemsOf(symbol));
}

class Api {
  constructor(private readonly checker: ts.TypeChecker) {}

  public problemsOf(type: ts.Symbol): string[] {
    const declaration = type.declarations![0];
    const instance = this.checker.getPropertiesOfType(this.checker.getDeclaredTypeOfSymbol(type));
    const statics = ts.isClassDeclaration(declaration) || ts.isEnumDeclaration(declaration) ? [...type.exports?.values() ?? []] : [];
    const members = [...instance, ...statics].filter(member => this.isOurs(member));
    const data = ts.isInterfaceDeclaration(declaration) && !/^I[A-Z]/.test(type.name);
    return [
      ...this.unsaid(type, type.name),
      ...members.flatMap(member => this.member(member, `${type.name}.${member.name}`, data)),
    ];
  }

  private member(member: ts.Symbol, name: string, data: boolean): string[] {
    const problems = this.unsaid(member, name);
    const hasDefault = member.getJsDocTags(this.checker).some(tag => tag.name === 'default');
    const optional = member.declarations?.some(one => ts.isPropertySignature(one) && one.questionToken !== undefined);
    if (data && optional && !hasDefault) {
      problems.push(`${this.at(member)}: ${name} is optional and has no @default`);
    }
    const parameters = member.valueDeclaration && ts.isFunctionLike(member.valueDeclaration) ? member.valueDeclaration.parameters : [];
    const said = new Map(member.getJsDocTags(this.checker).filter(tag => tag.name === 'param').map(tag => [tag.text?.[0]?.text, tag.text]));
    for (const parameter of parameters) {
      const parameterName = parameter.name.getText();
      if (!ts.isAccessor(member.valueDeclaration!) && (said.get(parameterName)?.length ?? 0) < 2) {
        problems.push(`${this.at(member)}: ${name} does not say what its parameter ${parameterName} is`);
      }
    }
    return problems;
  }

  private unsaid(symbol: ts.Symbol, name: string): string[] {
    return symbol.getDocumentationComment(this.checker).length > 0 ? [] : [`${this.at(symbol)}: ${name} has no documentation`];
  }

  /** Of this package and seen by users: nothing private or internal, no constructor. */
  private isOurs(member: ts.Symbol): boolean {
    const [declaration] = member.declarations ?? [];
    return declaration !== undefined && !member.name.startsWith('_') && member.name !== 'prototype'
      && !declaration.getSourceFile().fileName.includes('node_modules')
      && !(ts.canHaveModifiers(declaration) && ts.getModifiers(declaration)?.some(one => HIDDEN.includes(one.kind)));
  }

  private at(symbol: ts.Symbol): string {
    const declaration = symbol.declarations![0];
    const file = declaration.getSourceFile();
    return `${relative(ROOT, file.fileName)}:${file.getLineAndCharacterOfPosition(declaration.getStart()).line + 1}`;
  }
}
