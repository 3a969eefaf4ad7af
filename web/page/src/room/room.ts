import { canRecord, canShareScreen, type End, type Meeting } from "@parley/client";
import { h, setText } from "../dom.ts";
import type { LocalDevices } from "../local.ts";
import { closeMenu, type MenuItem, openMenu } from "../menu.ts";
import { chatPanel } from "../panels/chat.ts";
import { detailsPanel } from "../panels/details.ts";
import type { Panel } from "../panels/panel.ts";
import { peoplePanel } from "../panels/people.ts";
import { openSettings, openShortcuts } from "../panels/settings.ts";
import { clock, words } from "../text/index.ts";
import { bar } from "./bar.ts";
import { fadeWhenIdle } from "./fade.ts";
import { hear } from "./happenings.ts";
import { listenKeys } from "./keys.ts";
import { Notices } from "./notices.ts";
import { Recording } from "./recording.ts";
import { Sending } from "./sending.ts";
import { SpeakingWatch } from "./speaking.ts";
import { Stage } from "./stage.ts";
import { troubleBar } from "./trouble.ts";
import { type PanelName, RoomUi } from "./ui.ts";

export interface RoomOptions {
  meeting: Meeting;
  local: LocalDevices;
  ended(end: End): void;
}

/** The meeting itself: stage, bar, panels, and what connects them. */
export class Room {
  readonly element: HTMLElement;
  private readonly meeting: Meeting;
  private readonly local: LocalDevices;
  private readonly ui = new RoomUi();
  private readonly stage: Stage;
  private readonly notices = new Notices();
  private readonly recording: Recording;
  private readonly sending: Sending;
  private readonly bar = bar(this.barActions());
  private readonly trouble = troubleBar({
    stopRecording: () => void this.stopRecording(),
    playSound: () => this.meeting.audio.resume(),
  });
  private readonly time = h("span", { class: "bar-time quiet" });
  private readonly panelHome = h("div", { class: "panel-home" });
  private panel: { name: PanelName; panel: Panel; opener: Element | null } | undefined;
  private unread = 0;
  private readonly joinedAtMs = performance.now();
  private readonly closers: (() => void)[] = [];

  constructor(private readonly options: RoomOptions) {
    this.meeting = options.meeting;
    this.local = options.local;
    this.sending = new Sending(this.meeting, this.local, this.notices);
    this.stage = new Stage(this.meeting, this.ui, () => void this.sending.stopShare());
    this.recording = new Recording(this.meeting, this.local, this.stage);
    const room = this.meeting.room;
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
      this.stage.element,
      this.notices.element,
    );
    const middle = h("div", { class: "room-middle" }, stage, this.panelHome);
    this.element = h("div", { class: "room", testid: "room" }, middle, this.bar.element, this.notices.spoken);
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
    this.panel?.panel.close();
    this.stage.close();
  }

  private listen(): void {
    const { meeting, local, ui } = this;
    const speaking = new SpeakingWatch(meeting, local, this.stage.tiles, () =>
      this.notices.show(words.notice.mutedSpeaking, "muted-speaking"),
    );
    const second = setInterval(() => this.tick(), 500);
    const online = () => meeting.hurry();
    window.addEventListener("online", online);
    this.closers.push(
      meeting.on("changed", () => this.refresh()),
      meeting.on("tracks", this.stage.refresh),
      meeting.on("connection", () => this.refresh()),
      meeting.on("speaker", ({ participant }) => this.stage.noteSpeaker(participant)),
      meeting.on("ended", (end) => this.options.ended(end)),
      meeting.on("chat", (message) => this.noteChat(message.from)),
      local.on("changed", () => {
        this.sending.follow();
        this.refresh();
      }),
      ui.on("changed", () => this.refresh()),
      hear(meeting, this.notices, {
        unmute: () => this.sending.setMuted(false),
        cameraOn: () => this.sending.setCameraOff(false),
      }),
      meeting.on("muteRequested", ({ source }) => this.sending.obey(source)),
      meeting.on("publishRefused", ({ source }) => this.sending.takeBack(source)),
      listenKeys(this.keyActions()),
      fadeWhenIdle(this.element, this.bar.element, () => ui.layout === "speaker" || ui.pinned !== undefined),
      () => speaking.close(),
      () => clearInterval(second),
      () => window.removeEventListener("online", online),
    );
  }

  private refresh(): void {
    if (this.meeting.state !== "joined") return;
    this.stage.refresh();
    this.showPanel();
    this.panel?.panel.update();
    const { meeting, sending } = this;
    this.bar.update({
      muted: sending.muted,
      cameraOff: sending.cameraOff,
      sharing: meeting.publishedTrack("screen") !== undefined,
      canShare: canShareScreen(),
      maySend: sending.maySend,
      handUp: meeting.me.hand !== undefined,
      unread: this.unread,
      people: meeting.room.participants.length,
      panel: this.ui.panel,
    });
    this.tick();
  }

  private tick(): void {
    if (this.meeting.state !== "joined") return;
    setText(this.time, clock(this.lastedMs));
    this.trouble.update({
      connection: this.meeting.connection,
      quality: this.meeting.quality.get(this.meeting.me.id),
      recordingSinceMs: this.recording.sinceMs,
      soundBlocked: this.meeting.audio.blocked,
    });
  }

  private toggleHand(): void {
    const raised = this.meeting.me.hand === undefined;
    this.meeting.raiseHand(raised).catch(() => this.notices.show(words.notice.failed, "failed"));
  }

  // Panels and menus

  private noteChat(from: string): void {
    if (this.ui.panel === "chat" || from === this.meeting.me.id) return;
    this.unread++;
    this.refresh();
  }

  private showPanel(): void {
    const name = this.ui.panel;
    if (name === this.panel?.name) return;
    const before = this.panel;
    const hadFocus = before?.panel.element.contains(document.activeElement) === true;
    before?.panel.close();
    before?.panel.element.remove();
    this.panel = undefined;
    this.element.classList.toggle("with-panel", name !== undefined);
    if (name === undefined) {
      if (hadFocus && before?.opener instanceof HTMLElement) before.opener.focus();
      return;
    }
    if (name === "chat") this.unread = 0;
    const opener = document.activeElement === document.body ? null : document.activeElement;
    const panel = this.makePanel(name);
    this.panel = { name, panel, opener };
    this.panelHome.append(panel.element);
    panel.focus();
  }

  private makePanel(name: PanelName): Panel {
    const close = () => this.ui.closePanel();
    switch (name) {
      case "chat":
        return chatPanel(this.meeting, close);
      case "people":
        return peoplePanel(this.meeting, this.ui, close, () =>
          this.notices.show(words.notice.failed, "failed"),
        );
      case "details":
        return detailsPanel(this.meeting, close);
    }
  }

  private layoutItems(): MenuItem[] {
    const { ui } = this;
    const item = (layout: "grid" | "speaker"): MenuItem => ({
      label: words.layout[layout],
      icon: layout,
      testid: `layout-${layout}`,
      checked: ui.layout === layout && ui.pinned === undefined,
      run: () => ui.setLayout(layout),
    });
    return [item("grid"), item("speaker")];
  }

  private moreItems(): MenuItem[] {
    const w = words.more;
    const recording = this.recording.sinceMs !== undefined;
    const items: MenuItem[] = [];
    if (canRecord()) {
      items.push({
        label: recording ? w.stopRecording : w.record,
        icon: recording ? "stop" : "record",
        testid: "menu-record",
        run: () => void (recording ? this.stopRecording() : this.startRecording()),
      });
    }
    items.push(
      { label: w.details, icon: "chart", testid: "menu-details", run: () => this.ui.togglePanel("details") },
      { label: w.settings, icon: "settings", testid: "menu-settings", run: () => this.openSettings() },
      { label: w.shortcuts, icon: "keyboard", testid: "menu-shortcuts", run: () => openShortcuts() },
    );
    return this.phoneItems().concat(items);
  }

  /** What a narrow bar has no room for. */
  private phoneItems(): MenuItem[] {
    if (!window.matchMedia("(max-width: 560px)").matches) return [];
    const handUp = this.meeting.me.hand !== undefined;
    const hand = handUp ? words.bar.lower : words.bar.raise;
    return [
      { label: hand, icon: "hand", testid: "menu-hand", run: () => this.toggleHand() },
      {
        label: words.bar.people,
        icon: "people",
        testid: "menu-people",
        run: () => this.ui.togglePanel("people"),
      },
      ...this.layoutItems(),
    ];
  }

  private openSettings(): void {
    openSettings({
      local: this.local,
      speaker: (id) => void this.meeting.audio.setSink(id),
      changed: () => this.ui.refresh(),
    });
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

  private barActions() {
    return {
      microphone: () => this.sending.setMuted(!this.sending.muted),
      camera: () => this.sending.setCameraOff(!this.sending.cameraOff),
      share: () => void this.sending.toggleShare(),
      hand: () => this.toggleHand(),
      chat: () => this.ui.togglePanel("chat"),
      people: () => this.ui.togglePanel("people"),
      layout: (anchor: HTMLElement) => openMenu(anchor, words.bar.layout, this.layoutItems()),
      more: (anchor: HTMLElement) => openMenu(anchor, words.bar.more, this.moreItems()),
      leave: () => void this.meeting.leave(),
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
