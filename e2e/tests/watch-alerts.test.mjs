// Every alert fires when it should and does not when it should not, and tells who is woken what to do.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { alerts, dashboards, DOCS, lacks, promtool, ruleFiles, ruleTests, yaml } from '../src/watch.mjs';

const SEVERITIES = ['critical', 'warning'];
const PARTS = ['## What it means', '## What to look at', '## What to do', '## What it is not'];
const DURATION = /^\d+[smh]$/;
/** What a scrape adds to every series of a program, whatever the rule groups by. */
const TARGET_LABELS = ['namespace', 'region', 'job', 'instance'];
/** Less is not a sentence for somebody who was asleep. */
const LEAST_WORDS = 12;
const skip = lacks('promtool');
const all = alerts();

describe('Alerts', () => {
  it('the rules are valid, and their tests hold', { skip }, () => {
    assert.equal(promtool('check', 'rules', ...ruleFiles()), '');
    assert.equal(promtool('test', 'rules', ...ruleTests()), '');
  });

  it('each has a test in which it fires and one in which it does not', () => {
    const cases = ruleTests().flatMap((file) => yaml(file).tests);
    for (const { alert } of all) {
      const its = cases.filter(({ name }) => name.startsWith(`${alert}: `));
      const firing = its.filter(({ promql_expr_test: [{ exp_samples }] }) =>
        exp_samples.some(({ labels }) => labels === `{alertname="${alert}"}`),
      );
      const quiet = its.filter(({ promql_expr_test: [{ exp_samples }] }) => exp_samples.length === 0);
      assert.ok(firing.length > 0 && quiet.length > 0, `${alert}: ${firing.length} fire, ${quiet.length} are quiet`);
    }
  });

  it('each has a name of its own, a severity, a time, and words that say what people notice', () => {
    assert.equal(new Set(all.map(({ alert }) => alert)).size, all.length);
    for (const { alert, for: time, labels, annotations } of all) {
      assert.match(alert, /^Parley[A-Z][A-Za-z]+$/);
      assert.match(time, DURATION, alert);
      assert.ok(SEVERITIES.includes(labels.severity), `${alert}: ${labels.severity} (expected: ${SEVERITIES})`);
      assert.ok(annotations.summary.length <= 120, `${alert}: a summary is one line`);
      assert.ok(annotations.description.split(/\s+/).length >= LEAST_WORDS, `${alert}: ${annotations.description}`);
    }
  });

  it('words name only labels that the rule leaves there', () => {
    for (const { alert, expr, annotations } of all) {
      const kept = labelsOf(expr);
      for (const [, label] of Object.values(annotations).join(' ').matchAll(/\$labels\.(\w+)/g)) {
        assert.ok(kept.includes(label), `${alert}: ${label} (expected: ${kept.join(', ')})`);
      }
    }
  });

  it('each has a runbook, and the runbook its four parts', () => {
    for (const { alert, annotations } of all) {
      assert.equal(annotations.runbook_url, `docs/runbooks/${alert}.md`);
      const file = `${DOCS}/runbooks/${alert}.md`;
      assert.ok(existsSync(file), `${file} is missing`);
      const text = readFileSync(file, 'utf8');
      assert.ok(text.startsWith(`# ${alert}\n`), `${alert}: the heading is its name`);
      const at = PARTS.map((part) => text.indexOf(`\n${part}\n`));
      assert.ok(at[0] > 0 && at.every((it, i) => i === 0 || it > at[i - 1]), `${alert}: ${PARTS} in this order: ${at}`);
    }
  });

  it('every panel that a runbook speaks of is on the dashboard that it names', () => {
    const titles = Object.fromEntries(dashboards().map(({ title, panels }) => [title, panels.map((it) => it.title)]));
    for (const { alert } of all) {
      const points = readFileSync(`${DOCS}/runbooks/${alert}.md`, 'utf8').replace(/\n {2}/g, ' ').split('\n');
      for (const point of points.filter((it) => it.includes('*Parley / '))) {
        const named = [...point.matchAll(/\*(Parley \/ [^*]+)\*/g)].map(([, title]) => title);
        named.forEach((title) => assert.ok(titles[title], `${alert}: there is no dashboard ${title}`));
        for (const [, panel] of point.matchAll(/"([A-Z][^"]+)"/g)) {
          assert.ok(
            named.some((title) => titles[title].includes(panel)),
            `${alert}: no panel "${panel}" on ${named}`,
          );
        }
      }
    }
  });

  it('each has its line in docs/monitoring.md, with its severity', () => {
    const lines = readFileSync(`${DOCS}/monitoring.md`, 'utf8').split('\n');
    for (const { alert, labels } of all) {
      const line = lines.find((it) => it.startsWith(`| [${alert}](runbooks/${alert}.md) | ${labels.severity} |`));
      assert.ok(line, `${alert}, ${labels.severity}: no line`);
    }
  });
});

/** The labels of what an expression gives: those it groups by, or all that the scrape and the metric have. */
function labelsOf(expr) {
  const by = /^[^a-z]*(?:sum|count|max|min|avg) by \(([^)]*)\)/.exec(expr);
  return by ? by[1].split(', ') : [...TARGET_LABELS, ...(expr.includes('parley_loop_') ? ['loop'] : [])];
}
