// What is watched and how: the alerts and dashboards of the chart, as tests look at them.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { eventually, TARGET } from './system.mjs';

const CHARTS = fileURLToPath(new URL('../../charts', import.meta.url));
export const ALERTS = `${CHARTS}/parley/alerts`;
export const ALERT_TESTS = `${CHARTS}/tests/alerts`;
export const DASHBOARDS = `${CHARTS}/parley/dashboards`;
export const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
/** Far apart enough for rates, close enough for a short test. */
const SCRAPE_SECONDS = 1;
/** As Grafana has it: four scrapes, and a moment for one that comes late. */
const RATE_INTERVAL = `${SCRAPE_SECONDS * 10}s`;

const filesOf = (folder, ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

export const ruleFiles = () => filesOf(ALERTS, '.yaml');
export const ruleTests = () => filesOf(ALERT_TESTS, '.yaml');
export const yaml = (file) => parse(readFileSync(file, 'utf8'));
export const alerts = () =>
  ruleFiles().flatMap((file) => yaml(file).groups.flatMap(({ rules }) => rules.map((rule) => ({ ...rule, file }))));
export const dashboards = () => filesOf(DASHBOARDS, '.json').map((file) => JSON.parse(readFileSync(file, 'utf8')));
export const dashboardFiles = () => filesOf(DASHBOARDS, '.json');

/** Every query of a dashboard's panels: where it is, and what is asked. */
export const queriesOf = (dashboard) =>
  dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ refId, expr }) => ({ at: `${dashboard.title}: ${title} ${refId}`, expr })),
  );

/** A query as Grafana sends it, with "All" chosen everywhere. */
export const asSent = (dashboard, expr) =>
  dashboard.templating.list
    .filter(({ type }) => type === 'query')
    .reduce((text, { name, allValue }) => text.replaceAll(`$${name}`, allValue), expr)
    .replaceAll('$__rate_interval', RATE_INTERVAL);

/** Each metric that an expression reads, with its matchers as they stand, if any. */
export const selectorsOf = (expr) => {
  const selector = /\b(?:parley|jvm|process|http|logback)_[a-z_]+\b(?:\{[^}]*\})?|\bup\b/g;
  return [...new Set(expr.replace(/\b(by|on) \([^)]*\)/g, '').match(selector) ?? [])];
};

/** Why promtool cannot be asked, or nothing. */
export function lacks(program) {
  const there = spawnSync(program, ['--version']).status === 0;
  if (!there && process.env.CI === 'true') {
    throw new Error(`CI must not go without ${program}: .ci/run installs it`);
  }
  return there ? false : `there is no ${program} (Debian: prometheus)`;
}

/** @returns {string} what it says when it does not like something, else nothing */
export function promtool(...args) {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

/** Runs tests that are made here. */
export function promtoolTests(name, tests) {
  const folder = `${TARGET}/watch`;
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${name}.yaml`;
  writeFileSync(file, stringify({ evaluation_interval: '15s', tests }));
  return promtool('test', 'rules', file);
}

/**
 * A Prometheus of its own that scrapes these places.
 *
 * @param {{job: string, target: string, labels: Record<string, string>}[]} places
 */
export async function startPrometheus(port, places) {
  const folder = `${TARGET}/run-prometheus`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const every = `${SCRAPE_SECONDS}s`;
  const configuration = {
    global: { scrape_interval: every, scrape_timeout: every, evaluation_interval: every },
    rule_files: ruleFiles(),
    scrape_configs: [...new Set(places.map(({ job }) => job))].map((job) => ({
      job_name: job,
      static_configs: places
        .filter((place) => place.job === job)
        .map(({ target, labels }) => ({ targets: [target], labels })),
    })),
  };
  writeFileSync(`${folder}/prometheus.yaml`, stringify(configuration));
  const child = spawn(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yaml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let trouble = '';
  child.stderr.on('data', (data) => (trouble += data));
  const ended = new Promise((done) => child.on('exit', done));
  const ask = async (path, parameters = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const { status, data, error } = await answer.json();
    if (status !== 'success') {
      throw new Error(`${error}: ${Object.values(parameters).join(' ')}`);
    }
    return data;
  };
  await eventually('Prometheus answers', () => ask('status/buildinfo')).catch((why) => {
    throw new Error(`${why.message}\n${trouble}`);
  });
  return {
    ask,
    /** The values of now; NaN is none. Fails when the expression is not understood. */
    values: async (query) =>
      (await ask('query', { query })).result.filter(({ value: [, text] }) => !Number.isNaN(Number(text))),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

