import type { ChatMessage } from "@parley/client";

/** Messages of one person within this time stand under one name. */
const GROUP_MS = 3 * 60_000;

/** A message as it stands in the list: with or without a day above it, and its author's name. */
export interface ChatLine {
  message: ChatMessage;
  /** The first of its day. */
  startsDay: boolean;
  /** Another author, another reader, or a pause: the name is said again. */
  startsGroup: boolean;
}

export function chatLines(messages: readonly ChatMessage[]): ChatLine[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const startsDay = before === undefined || dayOf(before) !== dayOf(message);
    const goesOn =
      !startsDay &&
      before.from === message.from &&
      before.to === message.to &&
      Date.parse(message.sentAt) - Date.parse(before.sentAt) < GROUP_MS;
    return { message, startsDay, startsGroup: !goesOn };
  });
}

function dayOf(message: ChatMessage): string {
  return new Date(message.sentAt).toDateString();
}

/** The last message of one's own, to be changed by the arrow up. */
export function lastOwn(messages: readonly ChatMessage[], me: string): ChatMessage | undefined {
  return messages.filter((one) => one.from === me).at(-1);
}
