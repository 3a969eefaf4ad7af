import { Emitter } from "@parley/client";
import { type LayoutName, remember, settings } from "../settings.ts";

export type PanelName = "chat" | "people" | "details" | "asking" | "breakouts";
export type AskingTab = "questions" | "polls";

/** What this window shows, as opposed to what the meeting is: nobody else knows of it. */
export class RoomUi extends Emitter<{ changed: undefined }> {
  layout: LayoutName = settings.layout;
  pinned: string | undefined;
  panel: PanelName | undefined;
  /** Who alone reads what is written next; undefined: everybody here. */
  chatTo: string | undefined;
  askingTab: AskingTab = "questions";
  page = 0;

  setLayout(layout: LayoutName): void {
    this.layout = layout;
    this.pinned = undefined;
    remember({ layout });
    this.emit("changed", undefined);
  }

  togglePin(tile: string): void {
    this.pinned = this.pinned === tile ? undefined : tile;
    this.emit("changed", undefined);
  }

  setPage(page: number): void {
    this.page = page;
    this.emit("changed", undefined);
  }

  togglePanel(panel: PanelName): void {
    this.panel = this.panel === panel ? undefined : panel;
    this.emit("changed", undefined);
  }

  showPanel(panel: PanelName): void {
    this.panel = panel;
    this.emit("changed", undefined);
  }

  writeTo(participant: string | undefined): void {
    this.chatTo = participant;
    this.showPanel("chat");
  }

  showAsking(tab: AskingTab): void {
    this.askingTab = tab;
    this.showPanel("asking");
  }

  closePanel(): void {
    this.panel = undefined;
    this.emit("changed", undefined);
  }

  refresh(): void {
    this.emit("changed", undefined);
  }
}
