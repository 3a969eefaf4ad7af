import { isLive, type Meeting, type ParticipantView, type TileWish, tileKey, trackOf } from "@parley/client";
import { h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { remember, settings } from "../settings.ts";
import { words } from "../text/index.ts";
import { type Arrangement, arrange, type Direction, neighbour } from "./arrange.ts";
import { drag } from "./drag.ts";
import { linesShown, nearestCorner, placeAt } from "./layout.ts";
import { MainSpeaker, PlaceOrder } from "./order.ts";
import { Tile } from "./tile.ts";
import type { RoomUi } from "./ui.ts";

const EMPTY: Arrangement = { tiles: new Map(), pages: 1, page: 0, more: undefined };
/** A speaker beyond the first page is brought onto it when this many places are there. */
const PAGE_PLACES = 24;

/** The pictures: which tiles there are, where they go, what they ask of the node. */
export class Stage {
  readonly element: HTMLElement;
  readonly tiles = new Map<string, Tile>();
  arrangement: Arrangement = EMPTY;
  private readonly surface = h("div", {
    class: "surface",
    role: "group",
    "aria-label": words.stage.label,
    testid: "stage",
  });
  private readonly pager: HTMLElement;
  private readonly pageWords = h("span", { "aria-live": "polite" });
  private readonly more: HTMLButtonElement;
  private readonly empty = h("p", { class: "stage-words", role: "status" });
  private readonly order = new PlaceOrder();
  private readonly mainSpeaker = new MainSpeaker();
  private chosen: string | undefined;
  private frame = 0;
  private readonly resized = new ResizeObserver(() => this.refresh());

  constructor(
    private readonly meeting: Meeting,
    private readonly ui: RoomUi,
    private readonly stopShare: () => void,
  ) {
    this.pager = h("div", { class: "pager", testid: "pager" }, this.turn(-1), this.pageWords, this.turn(1));
    const showPeople = () => ui.togglePanel("people");
    this.more = h("button", {
      class: "tile-more",
      type: "button",
      testid: "more-tiles",
      on: { click: showPeople },
    });
    this.surface.append(this.more);
    this.element = h("div", { class: "stage" }, this.surface, this.empty, this.pager);
    this.resized.observe(this.surface);
    document.addEventListener("visibilitychange", this.turnVisible);
  }

  /** Many things change at once; they are drawn together, once a frame. */
  readonly refresh = (): void => {
    if (this.frame !== 0) return;
    // A hidden tab has no frames, but its wishes must still go.
    const draw = () => {
      this.frame = 0;
      if (this.meeting.state === "joined") this.draw();
    };
    this.frame = document.hidden ? window.setTimeout(draw, 0) : requestAnimationFrame(draw);
  };

  /** A frame that was asked for before the window was hidden never comes. */
  private readonly turnVisible = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.refresh();
  };

  /** Where tiles are placed, in CSS pixels. */
  get area(): { width: number; height: number } {
    return { width: this.surface.clientWidth, height: this.surface.clientHeight };
  }

  /** Something over the pictures, placed as they are. */
  cover(element: HTMLElement): void {
    this.surface.append(element);
  }

  /** Somebody speaks: they come into view, with calm. */
  noteSpeaker(speaker: string | undefined): void {
    if (speaker === undefined || speaker === this.meeting.me.id) return;
    this.order.spoke(speaker);
    this.order.show(speaker, PAGE_PLACES);
    this.refresh();
  }

  /** Arrow keys: from tile to tile. */
  move(to: Direction): void {
    const from = this.focused() ?? this.chosen ?? "";
    const next = neighbour(this.arrangement.tiles, from, to);
    if (next === undefined) return;
    this.chosen = next;
    this.draw();
    this.tiles.get(next)?.element.focus();
  }

  focused(): string | undefined {
    const key = [...this.tiles].find(([, tile]) => tile.element === document.activeElement)?.[0];
    return key;
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    document.removeEventListener("visibilitychange", this.turnVisible);
    for (const tile of this.tiles.values()) tile.close();
  }

  private draw(): void {
    const { meeting, ui } = this;
    const people = meeting.nearby;
    const me = meeting.me.id;
    const others = people.filter((one) => one.id !== me);
    this.order.follow(others.map((one) => one.id));
    const speaker = this.mainSpeaker.update(meeting.speaker, performance.now());
    if (speaker !== undefined && !others.some((one) => one.id === speaker)) this.mainSpeaker.gone(speaker);
    this.arrangement = arrange({
      area: this.area,
      me: others.length < people.length ? me : undefined,
      others: this.order.all,
      screens: people.filter((one) => this.sharesScreen(one)).map((one) => one.id),
      layout: ui.layout,
      pinned: ui.pinned,
      spotlight: meeting.room.spotlight,
      speaker,
      page: ui.page,
      corner: settings.corner,
      aspectOf: (key) => this.tiles.get(key)?.aspect,
    });
    for (const participant of people) this.drawPerson(participant);
    this.dropOthers(people);
    this.drawWords(others.length);
    this.wish();
  }

  private sharesScreen(participant: ParticipantView): boolean {
    const own = participant.id === this.meeting.me.id;
    return own
      ? this.meeting.publishedTrack("screen") !== undefined
      : trackOf(participant, "screen") !== undefined;
  }

  private drawPerson(participant: ParticipantView): void {
    this.drawTile(participant, "camera");
    if (this.sharesScreen(participant)) this.drawTile(participant, "screen");
  }

  private drawTile(participant: ParticipantView, source: "camera" | "screen"): void {
    const key = tileKey(participant.id, source);
    const own = participant.id === this.meeting.me.id;
    const tile = this.tiles.get(key) ?? this.add(key, own);
    const { tiles } = this.arrangement;
    const reachable =
      this.chosen !== undefined && tiles.has(this.chosen) ? this.chosen : tiles.keys().next().value;
    tile.update({
      key,
      participant,
      source,
      own,
      placed: tiles.get(key),
      track: this.meeting.track(participant.id, source),
      pinned: this.ui.pinned === key,
      spotlit: this.meeting.room.spotlight === participant.id && source === "camera",
      quality: this.meeting.quality.get(participant.id),
      reachable: key === reachable,
    });
  }

  private add(key: string, own: boolean): Tile {
    const tile = new Tile(key, own, {
      togglePin: (pinned) => this.ui.togglePin(pinned),
      stopShare: this.stopShare,
      resized: this.refresh,
    });
    tile.element.classList.add("new");
    this.tiles.set(key, tile);
    this.surface.append(tile.element);
    requestAnimationFrame(() => requestAnimationFrame(() => tile.element.classList.remove("new")));
    tile.element.addEventListener("focus", () => {
      this.chosen = key;
    });
    if (own && key.endsWith("/camera")) this.makeMovable(tile);
    return tile;
  }

  private makeMovable(tile: Tile): void {
    drag(
      tile.element,
      () => tile.element.dataset.role === "float",
      (x, y) => {
        const box = this.surface.getBoundingClientRect();
        remember({ corner: nearestCorner(box, x - box.left, y - box.top) });
        this.refresh();
      },
    );
  }

  private dropOthers(people: readonly ParticipantView[]): void {
    const present = new Set(people.flatMap((one) => [tileKey(one.id, "camera"), ...this.screenKey(one)]));
    for (const [key, tile] of this.tiles) {
      if (present.has(key)) continue;
      tile.close();
      this.tiles.delete(key);
    }
  }

  private screenKey(participant: ParticipantView): string[] {
    return this.sharesScreen(participant) ? [tileKey(participant.id, "screen")] : [];
  }

  private drawWords(others: number): void {
    const { pages, page, more } = this.arrangement;
    const isConnecting = this.meeting.connection.media === "connecting";
    setText(this.empty, isConnecting ? words.stage.connecting : this.aloneWords());
    this.empty.hidden = others > 0 && !isConnecting;
    this.pager.hidden = pages < 2;
    setText(this.pageWords, words.stage.page(page + 1, pages));
    this.element.classList.toggle("paged", pages > 1);
    this.more.hidden = more === undefined;
    if (more !== undefined) {
      setText(this.more, words.stage.moreTiles(more.count));
      placeAt(this.more, more.box);
    }
    setAttribute(this.element, "data-arrangement", this.ui.pinned !== undefined ? "pinned" : this.ui.layout);
  }

  private aloneWords(): string {
    if (this.meeting.me.role === "viewer") return words.stage.nobodyYet;
    if (this.meeting.breakout !== undefined) return words.stage.aloneBreakout;
    const isApart = this.meeting.room.participants.some((one) => one.breakout !== undefined);
    return isApart ? words.stage.aloneMain : words.stage.alone;
  }

  /** Each visible tile asks for the lines it shows; a hidden window asks for nothing. */
  private wish(): void {
    const wishes: TileWish[] = [];
    if (!document.hidden || this.keepWishes) {
      for (const [key, { box }] of this.arrangement.tiles) {
        const [participant = "", source = ""] = key.split("/");
        if (participant === this.meeting.me.id) continue;
        const person = this.meeting.participant(participant);
        if (person === undefined || !isLive(person, source as "camera")) continue;
        const height = linesShown(box, window.devicePixelRatio, source === "screen");
        wishes.push({ participant, source: source as "camera" | "screen", height });
      }
    }
    this.meeting.wish(wishes);
  }

  /** A recording goes on while the window is hidden, and so must its pictures. */
  keepWishes = false;

  private turn(by: number): HTMLElement {
    const label = by < 0 ? words.stage.previous : words.stage.next;
    const click = () => {
      const { page, pages } = this.arrangement;
      this.ui.setPage(Math.min(pages - 1, Math.max(0, page + by)));
    };
    return h(
      "button",
      { class: "button square plain", type: "button", "aria-label": label, title: label, on: { click } },
      icon(by < 0 ? "left" : "right"),
    );
  }
}
