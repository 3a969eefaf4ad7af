import { canShareScreen, type Meeting } from "@parley/client";
import { h, setText } from "../dom.ts";
import type { LocalDevices } from "../local.ts";
import { closeMenu, openMenu } from "../menu.ts";
import { openSettings, openShortcuts } from "../panels/settings.ts";
import { failureWords } from "../refusals.ts";
import { clock, words } from "../text/index.ts";
import { banner } from "./banner.ts";
import { bar } from "./bar.ts";
import { fadeWhenIdle } from "./fade.ts";
import { hear } from "./happenings.ts";
import { listenKeys } from "./keys.ts";
import { layoutItems, leaveItems, type MenuContext, moreItems, reactionItems } from "./menus.ts";
import { Notices } from "./notices.ts";
import { PanelHome } from "./panel-home.ts";
import { showReactions } from "./reactions.ts";
import { Recording } from "./recording.ts";
import { Sending } from "./sending.ts";
import { SpeakingWatch } from "./speaking.ts";
import { Stage } from "./stage.ts";
import { troubleBar } from "./trouble.ts";
import { RoomUi } from "./ui.ts";
import { Unread } from "./unread.ts";

export interface RoomOptions {
  meeting: Meeting;
  local: LocalDevices;
}

/** The meeting itself: stage, bar, panels, and what connects them. */
export class Room {
  readonly element: HTMLElement;
  private readonly meeting: Meeting;
  private readonly local: LocalDevices;
  private readonly ui = new RoomUi();
  private readonly stage: Stage;
  readonly notices = new Notices();
  private readonly recording: Recording;
  private readonly sending: Sending;
  private readonly unread: Unread;
  private readonly context: MenuContext;
  private readonly panels: PanelHome;
  private readonly bar = bar(this.barActions());
  private readonly banner: ReturnType<typeof banner>;
  private readonly trouble = troubleBar({
    stopRecording: () => void this.stopRecording(),
    playSound: () => this.meeting.audio.resume(),
  });
  private readonly time = h("span", { class: "bar-time quiet" });
  private readonly joinedAtMs = performance.now();
  private readonly closers: (() => void)[] = [];

  constructor(options: RoomOptions) {
    this.meeting = options.meeting;
    this.local = options.local;
    this.sending = new Sending(this.meeting, this.local, this.notices);
    this.stage = new Stage(this.meeting, this.ui, () => void this.sending.stopShare());
    this.recording = new Recording(this.meeting, this.local, this.stage);
    this.unread = new Unread(this.meeting, this.ui);
    this.context = this.makeContext();
    this.panels = new PanelHome(this.context);
    this.banner = banner(this.context, this.notices);
    this.element = this.makeElement();
    this.listen();
    // A device that was ready while the socket was joining told nobody yet.
    this.sending.follow();
    this.refresh();
  }

  get lastedMs(): number {
    return performance.now() - this.joinedAtMs;
  }

  close(): void {
    for (const close of this.closers) close();
    void this.recording.stop();
    closeMenu();
    document.querySelector("dialog")?.close();
    this.panels.close();
    this.stage.close();
  }

  private makeElement(): HTMLElement {
    const { room } = this.meeting;
    const title = h("h1", { class: "unseen", tabindex: -1 }, words.stage.heading(room.name ?? room.id));
    const name = h(
      "div",
      { class: "bar-name" },
      h("span", { class: "bar-room" }, room.name ?? room.id),
      this.time,
    );
    this.bar.element.prepend(name);
    const stage = h(
      "main",
      { class: "room-main" },
      title,
      this.trouble.element,
      this.banner.element,
      this.stage.element,
      this.notices.element,
    );
    const middle = h("div", { class: "room-middle" }, stage, this.panels.element);
    return h("div", { class: "room", testid: "room" }, middle, this.bar.element, this.notices.spoken);
  }

  private makeContext(): MenuContext {
    const room = this;
    return {
      meeting: this.meeting,
      ui: this.ui,
      tell: (asked) => void asked.catch((why) => this.notices.show(failureWords(why), "failed")),
      close: () => this.ui.closePanel(),
      get recording() {
        return room.recording.sinceMs !== undefined;
      },
      toggleRecording: () => void (this.context.recording ? this.stopRecording() : this.startRecording()),
      toggleHand: () => this.toggleHand(),
      openSettings: () => this.openSettings(),
      openReactions: () => this.openReactions(this.bar.more),
      hides: (button) => this.bar.hides(button),
    };
  }

  private listen(): void {
    const { meeting, local, ui } = this;
    const speaking = new SpeakingWatch(meeting, local, this.stage.tiles, () =>
      this.notices.show(words.notice.mutedSpeaking, "muted-speaking"),
    );
    const second = setInterval(() => this.tick(), 500);
    const online = () => meeting.hurry();
    // Another width, another bar: what is hidden now says its numbers elsewhere.
    const resize = () => this.refresh();
    window.addEventListener("online", online);
    window.addEventListener("resize", resize);
    this.closers.push(
      meeting.on("changed", () => this.refresh()),
      meeting.on("tracks", this.stage.refresh),
      meeting.on("connection", () => this.refresh()),
      meeting.on("speaker", ({ participant }) => this.stage.noteSpeaker(participant)),
      local.on("changed", () => {
        this.sending.follow();
        this.refresh();
      }),
      ui.on("changed", () => this.refresh()),
      hear(this.context, this.notices, {
        unmute: () => this.sending.setMuted(false),
        cameraOn: () => this.sending.setCameraOff(false),
      }),
      this.sending.listen(),
      this.unread.listen(),
      showReactions(meeting, this.stage),
      listenKeys(this.keyActions()),
      fadeWhenIdle(this.element, this.bar.element, () => ui.layout === "speaker" || ui.pinned !== undefined),
      () => speaking.close(),
      () => this.banner.close(),
      () => clearInterval(second),
      () => window.removeEventListener("online", online),
      () => window.removeEventListener("resize", resize),
    );
  }

  private refresh(): void {
    if (this.meeting.state !== "joined") return;
    const { meeting, sending, unread } = this;
    const { room, me } = meeting;
    this.stage.refresh();
    this.element.classList.toggle("with-panel", this.ui.panel !== undefined);
    this.panels.update();
    unread.look();
    const listed = room.participants.filter((one) => one.role === "viewer").length;
    this.bar.update({
      muted: sending.muted,
      cameraOff: sending.cameraOff,
      sharing: meeting.publishedTrack("screen") !== undefined,
      canShare: canShareScreen(),
      maySend: sending.maySend,
      handUp: me.hand !== undefined,
      unread: unread.messages,
      people: room.participants.length - listed + Math.max(room.viewers, listed),
      waiting: meeting.moderates ? room.waiting.length : 0,
      asking: unread.asking,
      panel: this.ui.panel,
      asksHowToLeave: leaveItems(this.context).length > 0,
    });
    this.tick();
  }

  private tick(): void {
    if (this.meeting.state !== "joined") return;
    setText(this.time, clock(this.lastedMs));
    this.banner.update();
    this.trouble.update({
      connection: this.meeting.connection,
      quality: this.meeting.quality.get(this.meeting.me.id),
      recordingSinceMs: this.recording.sinceMs,
      soundBlocked: this.meeting.audio.blocked,
    });
  }

  private toggleHand(): void {
    this.context.tell(this.meeting.raiseHand(this.meeting.me.hand === undefined));
  }

  private openSettings(): void {
    openSettings({
      local: this.local,
      speaker: (id) => void this.meeting.audio.setSink(id),
      changed: () => this.ui.refresh(),
    });
  }

  private openReactions(anchor: HTMLElement): void {
    openMenu(anchor, words.reactions.menu, reactionItems(this.context));
  }

  private startRecording(): void {
    try {
      this.recording.start();
    } catch {
      this.notices.show(words.notice.recordingFailed, "recording");
    }
    this.tick();
  }

  private async stopRecording(): Promise<void> {
    if (await this.recording.stop()) this.notices.show(words.notice.saved, "recording");
    this.tick();
  }

  private leave(anchor: HTMLElement): void {
    const items = leaveItems(this.context);
    if (items.length === 0) void this.meeting.leave();
    else openMenu(anchor, words.leaving.menu, items);
  }

  private barActions() {
    return {
      microphone: () => this.sending.setMuted(!this.sending.muted),
      camera: () => this.sending.setCameraOff(!this.sending.cameraOff),
      share: () => void this.sending.toggleShare(),
      hand: () => this.toggleHand(),
      react: (anchor: HTMLElement) => this.openReactions(anchor),
      chat: () => this.ui.togglePanel("chat"),
      people: () => this.ui.togglePanel("people"),
      asking: () => this.ui.togglePanel("asking"),
      layout: (anchor: HTMLElement) => openMenu(anchor, words.bar.layout, layoutItems(this.ui)),
      more: (anchor: HTMLElement) => openMenu(anchor, words.bar.more, moreItems(this.context)),
      leave: (anchor: HTMLElement) => this.leave(anchor),
    };
  }

  private keyActions() {
    let wasMuted = false;
    const actions = this.barActions();
    return {
      ...actions,
      layout: () => this.ui.setLayout(this.ui.layout === "grid" ? "speaker" : "grid"),
      help: () => openShortcuts(),
      talk: (held: boolean) => {
        if (held) wasMuted = this.sending.muted;
        if (wasMuted) this.sending.setMuted(!held);
      },
      move: (to: "left" | "right" | "up" | "down") => this.stage.move(to),
      pin: () => {
        const tile = this.stage.focused();
        if (tile !== undefined) this.ui.togglePin(tile);
        return tile !== undefined;
      },
      escape: () => this.escape(),
    };
  }

  private escape(): boolean {
    if (closeMenu()) return true;
    if (document.querySelector("dialog[open]") !== null) return false;
    if (this.ui.panel !== undefined) {
      this.ui.closePanel();
      return true;
    }
    if (this.ui.pinned === undefined) return false;
    this.ui.togglePin(this.ui.pinned);
    return true;
  }
}
