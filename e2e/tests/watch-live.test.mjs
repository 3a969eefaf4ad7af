// A real Prometheus scrapes a whole Parley with people in it: every query of every dashboard has data, every alert
// reads what is there, and none fires, for all is well.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { api, token } from '../src/api.mjs';
import { joinText, say } from '../src/attacks.mjs';
import { eventually, freePorts, startSystem } from '../src/system.mjs';
import {
  alerts,
  asSent,
  dashboards,
  lacks,
  promtoolTests,
  queriesOf,
  ruleFiles,
  selectorsOf,
  startPrometheus,
} from '../src/watch.mjs';

const skip = lacks('prometheus');
const ROOM = 'hello';
const GUEST = fileURLToPath(new URL('../../scripts/guest', import.meta.url));
const SECRET = `whsec_${Buffer.from('a-secret-of-the-watch-test').toString('base64')}`;
/** From the first guest until every rate has two samples, on a machine that is busy with other things. */
const PATIENCE_MS = 120_000;
/** Of each place, before anything is asked. */
const SCRAPES = 3;

/** What no system shows that is well, and why. Their queries are tried by promtool on these series instead. */
const NEEDS_A_FAULT = {
  parley_verdicts_total: ['a media node has to die or fall silent', '{winner="keeper",dead="true"}'],
  parley_moves_failed_total: ['a move has to be ordered and then not come about', '{reason="no-answer"}'],
  parley_webhooks_given_up_total: ['an endpoint has to be deaf for a day', '{endpoint="app:443"}'],
};
/** What only a cluster has: the operator, whose own test looks for it, and a name that stands for all nodes. */
const OF_A_CLUSTER = /^parley_(operator_|node_lookups_failed_)/;
const OF_MEETINGS = dashboards().filter(({ uid }) => uid !== 'parley-operator');
/** The values that labels have only when something is wrong: the metric itself must be there without them. */
const WRONG = /\{[^}]*(code|outcome)=~?"(store-unavailable|server-full|token-|SERVER_ERROR)[^}]*\}/;

const metricOf = (selector) => selector.replace(/\{.*/, '');
const needsAFault = (text) => Object.keys(NEEDS_A_FAULT).find((metric) => text.includes(metric));

describe('Dashboards and alerts meet a real Prometheus', { timeout: 400_000, skip }, () => {
  let system;
  let prometheus;
  let receiver;
  const guests = [];

  before(async () => {
    let told = 0;
    receiver = createServer((request, response) => {
      request.resume();
      response.writeHead(told++ === 0 ? 503 : 204).end(); // the first one is not heard, so that it is told again
    }).listen(0, '127.0.0.1');
    await new Promise((done) => receiver.once('listening', done));
    system = await startSystem('watch', {
      PARLEY_WEBHOOK_URLS: `http://127.0.0.1:${receiver.address().port}/parley`,
      PARLEY_WEBHOOK_SECRETS: SECRET,
    });
    const at = (url) => new URL(url).host;
    prometheus = await startPrometheus(await freePorts(1), [
      { job: 'signaling', target: at(system.origin), labels: { namespace: 'meet', instance: 'signaling-1' } },
      ...system.nodes.map((url, i) => ({
        job: 'media-nodes',
        target: at(url),
        labels: { namespace: 'meet', region: 'eu', instance: `node-${i + 1}` },
      })),
    ]);
    await Promise.all([guest('Stays'), guest('Stays as well')]);
    await somethingHappens();
    const scrapes = 'min(count_over_time(up[1m]))';
    await eventually('some scrapes', async () => (await prometheus.values(scrapes))[0]?.value[1] >= SCRAPES);
  });

  after(async () => {
    guests.forEach((it) => it.kill());
    await prometheus?.stop();
    receiver?.close();
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  async function guest(name, seconds = 3_600) {
    const entry = await token(system, ROOM, { name, role: 'guest' });
    const options = ['--url', system.origin, '--room', ROOM, '--token', entry, '--seconds', String(seconds)];
    const child = spawn(GUEST, options, { stdio: ['pipe', 'pipe', 'inherit'] });
    guests.push(child);
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    await eventually(`${name} has media`, () => output.includes('"type":"received"'), PATIENCE_MS);
  }

  /** Each of these makes a counter that is not there before. */
  async function somethingHappens() {
    await guest('Leaves', 1);
    await say(system, joinText('no token of ours'));
    const { media } = await (await api(system, 'GET', `/rooms/${ROOM}`)).json();
    const to = media.node === 'node-1' ? 'node-2' : 'node-1';
    assert.equal((await api(system, 'POST', `/rooms/${ROOM}/move`, { node: to })).status, 202);
  }

  /** Asks again and again until all have an answer, and says which have none. */
  const allAnswered = (what, questions) => {
    const open = new Map(questions.map(({ at, query }) => [at, query]));
    const look = async () => {
      await api(system, 'GET', `/rooms/${ROOM}`); // somebody always asks something, or times to answer are none
      for (const [at, query] of open) {
        if ((await prometheus.values(query)).length > 0) {
          open.delete(at);
        }
      }
      if (open.size > 0) {
        throw new Error([...open].map(([at, query]) => `\n  ${at}: ${query}`).join(''));
      }
      return true;
    };
    return eventually(what, look, PATIENCE_MS);
  };

  it('every query of every dashboard has data', async () => {
    const questions = OF_MEETINGS.flatMap((dashboard) =>
      queriesOf(dashboard)
        .filter(({ expr }) => !needsAFault(expr))
        .map(({ at, expr }) => ({ at, query: asSent(dashboard, expr) })),
    );
    assert.ok(questions.length > 100, `${questions.length} queries`);
    await allAnswered('data everywhere', questions);
    console.log(`» ${questions.length} queries of ${OF_MEETINGS.length} dashboards have data`);
  });

  it('every variable has something to choose from', async () => {
    for (const dashboard of OF_MEETINGS) {
      for (const { name, query } of dashboard.templating.list.filter(({ type }) => type === 'query')) {
        const [, selector, label] = /^label_values\((.*), (\w+)\)$/.exec(query.query);
        const values = await prometheus.ask(`label/${label}/values`, { 'match[]': asSent(dashboard, selector) });
        assert.ok(values.length > 0, `${dashboard.title}: $${name}`);
      }
    }
  });

  it('what needs a fault is understood, and has data once there is one', async () => {
    const tests = [];
    for (const dashboard of OF_MEETINGS) {
      for (const { at, expr } of queriesOf(dashboard).filter(({ expr }) => needsAFault(expr))) {
        const query = asSent(dashboard, expr).replaceAll(/\[\d+s\]/g, '[1m]');
        assert.deepEqual(await prometheus.values(query), [], `${at} has data, so it belongs to the others`);
        const metric = needsAFault(expr);
        const [, labels] = NEEDS_A_FAULT[metric];
        const series = labels.replace('{', '{namespace="meet",job="signaling",instance="signaling-1",');
        const one = [{ labels: '{}', value: 1 }];
        tests.push({
          name: at,
          interval: '15s',
          input_series: [{ series: `${metric}${series}`, values: '0+1x20' }],
          promql_expr_test: [{ expr: `count(${query} > 0)`, eval_time: '4m', exp_samples: one }],
        });
      }
    }
    assert.ok(tests.length >= Object.keys(NEEDS_A_FAULT).length);
    assert.equal(promtoolTests('dashboards', tests), '');
  });

  it('every alert reads what is there', async () => {
    const questions = alerts().flatMap(({ alert, expr }) =>
      selectorsOf(expr)
        .filter((selector) => !needsAFault(selector) && !OF_A_CLUSTER.test(selector))
        .map((selector) => (WRONG.test(selector) ? metricOf(selector) : selector))
        .map((selector) => ({ at: `${alert}: ${selector}`, query: `last_over_time(${selector}[5m])` })),
    );
    await allAnswered('series for every alert', questions);
  });

  it('no alert fires, and Prometheus finds no fault with any', async () => {
    const { groups } = await prometheus.ask('rules');
    const rules = groups.flatMap((group) => group.rules);
    assert.equal(groups.length, ruleFiles().length);
    assert.equal(rules.length, alerts().length);
    for (const { name, health, lastError, state } of rules) {
      assert.equal(health, 'ok', `${name}: ${lastError}`);
      assert.notEqual(state, 'firing', name);
    }
  });
});
