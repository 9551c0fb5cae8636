import { runExample } from './run-example';
import { admits } from '../support/authorization';
import { denies } from '../support/authorize';
import { Request, shares, takenRoute } from '../support/evaluate';
import { find } from '../support/synth';

const { objects, texts, warnings } = runExample('tokens');

const ISSUERS = ['https://id.example.com', 'https://clearing.example.com'];
const ann = { iss: ISSUERS[0], sub: 'ann', aud: 'payroll', scope: 'payslips:read' };
const writing = { ...ann, scope: 'payslips:write' };
const personnel = { ...writing, realm_access: { roles: ['personnel'] } };

/** Whether a request with what a good token says is let in by the policy of the tokens of someone. */
function passes(whose: string, path: string, claims?: object, method = 'GET'): boolean {
  return !denies(find(objects, 'AuthorizationPolicy', `${whose}-jwt`), { port: 8080, request: { path, method, host: 'payroll.example.com', claims } });
}

const rulesOf = (whose: string) => find(objects, 'RequestAuthentication', `${whose}-jwt`).spec.jwtRules;
const taken = (request: Request) => {
  const { route } = takenRoute(find(objects, 'VirtualService', 'edge-payroll.example.com'), request)!;
  return [route.name, Object.keys(shares(route))[0]];
};

describe('the tokens example', () => {
  test('asks for a token at the gateway, but for the pages before the login', () => {
    expect(['/', '/login', '/static/a.css', '/payslips', '/account'].map(path => passes('edge', path))).toEqual([true, true, true, false, false]);
    expect(['/payslips', '/account'].map(path => passes('edge', path, ann))).toEqual([true, true]);
    expect(passes('edge', '/payslips', { ...ann, iss: ISSUERS[1] })).toBe(true);
    expect(passes('edge', '/payslips', { ...ann, aud: 'elsewhere' })).toBe(false);
  });

  test('hands tokens on to the services that ask for them again, and takes those of banks from a header of their own', () => {
    expect(rulesOf('edge').map(({ issuer, forwardOriginalToken }: any) => [issuer, forwardOriginalToken])).toEqual(ISSUERS.map(issuer => [issuer, true]));
    for (const whose of ['edge', 'payslips']) {
      expect(rulesOf(whose).map(({ fromHeaders }: any) => fromHeaders)).toEqual([undefined, [{ name: 'x-clearing-token' }]]);
    }
    expect(warnings).toBe('');
  });

  test('tells the applications who it is', () => {
    expect(rulesOf('edge')[0].outputClaimToHeaders).toEqual([{ claim: 'sub', header: 'x-user' }, { claim: 'name', header: 'x-user-name' }]);
    expect(rulesOf('payslips')[0].outputClaimToHeaders).toEqual([{ claim: 'sub', header: 'x-user' }]);
    const called = (principal?: string) => admits(objects, { namespace: 'payroll', labels: { app: 'site' } }, { principal, port: 8080, method: 'GET', path: '/' });
    expect([called('cluster.local/ns/payroll/sa/edge'), called('cluster.local/ns/payroll/sa/office'), called()]).toEqual([true, false, false]);
  });

  test('lets tokens read, write and see all as they say', () => {
    expect(passes('payslips', '/payslips/7')).toBe(false);
    expect(passes('payslips', '/payslips/7', ann)).toBe(true);
    expect(passes('payslips', '/payslips/7', { ...ann, scope: undefined })).toBe(false);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect([method, passes('payslips', '/payslips/7', ann, method), passes('payslips', '/payslips/7', writing, method)]).toEqual([method, false, true]);
    }
    const all = (roles?: string[]) => ['/payslips/all', '/payslips/all/2026'].map(path => passes('payslips', path, { ...ann, realm_access: { roles } }));
    expect([all(), all(['sales']), all(['personnel']), all(['sales', 'audit-2026'])]).toEqual([[false, false], [false, false], [true, true], [true, true]]);
    expect([passes('office', '/office', personnel), passes('office', '/office', writing), passes('office', '/office', { ...personnel, iss: ISSUERS[1] })]).toEqual([true, false, false]);
  });

  test('leads who has the group to the next version, and personnel to the office', () => {
    expect(taken({ path: '/payslips/7', claims: ann })).toEqual(['payslips', 'v1']);
    expect(taken({ path: '/payslips/7', claims: { ...ann, groups: ['staff', 'beta'] } })).toEqual(['payslips-beta', 'v2']);
    expect(taken({ path: '/payslips/7', headers: { '@request.auth.claims[groups]': 'beta' } })).toEqual(['payslips', 'v1']);
    expect(taken({ path: '/office', claims: personnel })[0]).toBe('office');
    expect(taken({ path: '/office', claims: ann })[0]).toBe('site');
  });

  test('leads nobody in the mesh by a claim, which proxies there do not know', () => {
    expect(JSON.stringify(find(objects, 'VirtualService', 'payslips'))).not.toContain('claims');
  });

  test('comes out as reviewed', () => {
    expect(texts.get('payroll.k8s.yaml')).toMatchSnapshot();
  });
});
