import { expectFailure, newChart, withVersion } from './fixtures';
import { PortProtocol } from '../../src';

function shop() {
  const chart = newChart();
  const ports = [{ port: 80, targetPort: 8080 }, { port: 3306, protocol: PortProtocol.MYSQL }];
  return { stock: withVersion(chart, 'stock', { ports }), db: withVersion(chart, 'db', { port: 5432, protocol: PortProtocol.TCP }), cart: withVersion(chart, 'cart') };
}

describe('calls of a part of a service', () => {
  test('fail with a path that is no pattern', () => {
    const { stock, cart } = shop();
    expectFailure(() => cart.callsOnly(stock, { paths: ['/a', 'b'] }), '[chart/cart] path \'b\' begins with neither');
  });

  test('fail at a port that the service lacks', () => {
    const { stock, cart } = shop();
    expectFailure(() => cart.callsOnly(stock, { ports: [81] }), '[chart/cart] port 81 is none of \'chart/stock\': use one of 80, 3306');
  });

  test('fail with methods or paths of ports that do not speak HTTP', () => {
    const { stock, db, cart } = shop();
    expectFailure(() => cart.callsOnly(stock, { ports: [80, 3306], methods: ['GET'] }), '[chart/cart] has methods of \'chart/stock\', whose port 3306 does not speak HTTP');
    expectFailure(() => cart.callsOnly(db, { paths: ['/a'] }), '[chart/cart] has paths of \'chart/db\', no port of which speaks HTTP');
  });

  test('fail with a method that is none', () => {
    const { stock, cart } = shop();
    expectFailure(() => cart.callsOnly(stock, { methods: ['get'] }), '[chart/cart] method \'get\' is not known: use GET');
  });

  test('fail when they are empty', () => {
    const { stock, cart } = shop();
    expectFailure(() => cart.callsOnly(stock), '[chart/cart] calls only nothing of \'chart/stock\'', 'calls()');
    expectFailure(() => cart.callsOnly(stock, { methods: [] }), 'has an operation of \'chart/stock\' with empty methods');
  });

  test('fail beside calls of all of it, in either order', () => {
    const { stock, db, cart } = shop();
    cart.calls(stock);
    expectFailure(() => cart.callsOnly(stock, { methods: ['GET'] }), '[chart/cart] calls only some of \'chart/stock\', which it declares to call already');
    cart.callsOnly(db, { ports: [5432] });
    expectFailure(() => cart.calls(db), '[chart/cart] calls all of \'chart/db\', and only some of it by callsOnly');
    expectFailure(() => cart.callsOnly(db, { ports: [5432] }), 'say all operations in one callsOnly');
  });
});
