import type { PollView, QuestionView } from "@parley/client";

/** The most wanted first, older before newer; what is answered stands below, the latest first. */
export function orderQuestions(questions: readonly QuestionView[]): QuestionView[] {
  return [...questions].sort((a, b) => {
    if (a.answered !== b.answered) return a.answered ? 1 : -1;
    const asked = Date.parse(a.askedAt) - Date.parse(b.askedAt);
    if (a.answered) return -asked;
    return b.upvotes - a.upvotes || asked;
  });
}

/** Open polls first, then the latest. */
export function orderPolls(polls: readonly PollView[]): PollView[] {
  const latest = [...polls].reverse();
  return [...latest.filter((one) => one.open), ...latest.filter((one) => !one.open)];
}

/** How much of the voters chose each option; with several choices these add up to more than one. */
export function shares(poll: PollView): number[] {
  return poll.options.map(({ votes }) => (poll.voters === 0 ? 0 : Math.min(1, votes / poll.voters)));
}

/** As a poll is sent: without what was left empty; undefined while it is none. */
export function pollOf(
  question: string,
  options: readonly string[],
): { question: string; options: string[] } | undefined {
  const written = options.map((one) => one.trim()).filter((one) => one !== "");
  const differ = new Set(written).size === written.length;
  if (question.trim() === "" || written.length < 2 || !differ) return undefined;
  return { question: question.trim(), options: written };
}
