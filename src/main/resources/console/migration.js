// The progress and the outcome of the job that migrates all tenants.

import { alert } from './alerts.js';
import { button, element } from './dom.js';
import { counted, duration } from './format.js';
import { percentDone } from './states.js';

const PAUSE_MILLISECONDS = 1500;

export class Migration {
  #api;
  #manage;
  #ended;
  #failed;
  #timer = null;
  /** The id of the last job that this page has seen running. The page shows the outcome of this job only. */
  #watched = null;
  #bar = element('div', { class: 'pf-v5-c-progress__bar', role: 'progressbar', 'aria-label': 'Migration of all tenants',
    'aria-valuemin': '0', 'aria-valuemax': '100' });
  #indicator = element('div', { class: 'pf-v5-c-progress__indicator' });
  #text = element('p', { class: 'tenants-job-text' });
  #stop;

  /** The element with the progress. Hidden while no job is running. */
  element = element('div', {
    class: 'tenants-job', role: 'group', 'aria-label': 'Migration of all tenants', hidden: true,
  });
  /** The element with the outcome of the last job. Stays until the operator starts another job. */
  outcome = element('div', { role: 'status' });

  /**
   * @param {{manage: boolean, ended: (job) => void, failed: (failure: Error) => void}} listener
   */
  constructor(api, { manage, ended, failed }) {
    this.#api = api;
    this.#manage = manage;
    this.#ended = ended;
    this.#failed = failed;
    this.#stop = button('Stop', 'secondary', { click: () => this.#stopJob(), hidden: !manage });
    this.#bar.append(this.#indicator);
    this.element.append(
      element('h2', { class: 'tenants-job-title' }, 'Tenants are being migrated'),
      this.#text,
      element('div', { class: 'pf-v5-c-progress pf-m-singleline' }, this.#bar),
      this.#stop);
  }

  /** Shows the progress if a job is running. Repeats this until the job ends. */
  async look() {
    clearTimeout(this.#timer);
    try {
      const [job] = await this.#api.get('/migrations', { max: 1 });
      this.#show(job);
    } catch (failure) {
      this.#failed(failure);
    }
  }

  /** Stops polling. */
  leave() {
    clearTimeout(this.#timer);
  }

  /** Starts a job. If a job is running, shows this job instead. */
  async start(query) {
    this.outcome.replaceChildren();
    const job = await this.#api.post('/migrate', { query });
    this.#watched = job.id;
    this.#show(job);
  }

  async #stopJob() {
    try {
      this.#show(await this.#api.delete(`/migrations/${this.#watched}`));
    } catch (failure) {
      this.#failed(failure);
    }
  }

  #show(job) {
    const isRunning = job?.state === 'RUNNING';
    this.element.hidden = !isRunning;
    if (isRunning) {
      this.#watched = job.id;
      const percent = percentDone(job);
      this.#bar.setAttribute('aria-valuenow', String(percent));
      this.#indicator.style.width = `${percent}%`;
      this.#text.replaceChildren(
        `${job.total - job.remaining} of ${counted(job.total, 'tenant')}`
        + (job.failed > 0 ? `, ${job.failed} failed` : '')
        + (job.secondsLeft === undefined ? '' : `, about ${duration(job.secondsLeft)} left`));
      this.#timer = setTimeout(() => this.look(), PAUSE_MILLISECONDS);
    } else if (job !== undefined && job.id === this.#watched) {
      this.#watched = null;
      this.#end(job.id);
    }
  }

  async #end(id) {
    try {
      const job = await this.#api.get(`/migrations/${id}`); // one job is read with its failures, a list of jobs without
      this.outcome.replaceChildren(outcomeOf(job));
      this.#ended(job);
    } catch (failure) {
      this.#failed(failure);
    }
  }
}

function outcomeOf(job) {
  const done = `${counted(job.migrated, 'tenant')} migrated to version ${job.version}`;
  if (job.state === 'DONE' && job.failed === 0) {
    return alert('success', 'Done', job.total === 0 ? 'All tenants were up to date.' : `${done}.`);
  }
  const stopped = job.state === 'STOPPED' ? ', then the job was stopped' : '';
  return alert('warning', 'Warning', `${done}, ${job.failed} failed${stopped}.`,
    element('div', { class: 'pf-v5-c-alert__description' },
      element('ul', {}, (job.failures ?? []).slice(0, 20).map(({ tenant, cause }) =>
        element('li', {}, `${tenant}: ${cause}`)))));
}
