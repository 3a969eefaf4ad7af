/** The whole "framework": elements from a call, and lists that keep their elements. */

export type Child = Node | string | false | null | undefined;

type Handlers = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

export interface Props {
  class?: string;
  /** Stable hook for tests: `data-testid`. */
  testid?: string | undefined;
  on?: Handlers;
  /** Anything else is an attribute; false and undefined leave it out, true sets it empty. */
  [attribute: string]: string | number | boolean | undefined | Handlers;
}

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") listen(element, value as Handlers);
    else setAttribute(element, name === "testid" ? "data-testid" : name, value as string);
  }
  element.append(...children.filter((child) => child !== false && child !== null && child !== undefined));
  return element;
}

function listen(element: HTMLElement, handlers: Handlers): void {
  for (const [name, handler] of Object.entries(handlers)) {
    element.addEventListener(name, handler as (event: Event) => void);
  }
}

/** A form that does something here, and never sends itself anywhere. */
export function onSubmit(run: () => void): Handlers {
  return {
    submit: (event) => {
      event.preventDefault();
      run();
    },
  };
}

export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | undefined,
): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else {
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/** Changes text only when it is other text, so that a live region is not read again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export interface Row<Item> {
  element: HTMLElement;
  update(item: Item): void;
  close?(): void;
}

/** A list whose elements live as long as their items: focus, pictures and transitions survive every change. */
export class KeyedList<Item> {
  private readonly rows = new Map<string, Row<Item>>();

  constructor(
    private readonly home: HTMLElement,
    private readonly make: (item: Item) => Row<Item>,
  ) {}

  show(items: readonly Item[], keyOf: (item: Item) => string): void {
    const keys = new Set(items.map(keyOf));
    const focused = document.activeElement;
    for (const [key, row] of this.rows) {
      if (keys.has(key)) continue;
      row.close?.();
      row.element.remove();
      this.rows.delete(key);
    }
    let before: Element | null = null;
    for (const item of items) {
      const row = this.row(keyOf(item), item);
      row.update(item);
      const inPlace: boolean =
        before === null
          ? row.element === this.home.firstElementChild
          : before.nextElementSibling === row.element;
      if (!inPlace) before === null ? this.home.prepend(row.element) : before.after(row.element);
      before = row.element;
    }
    // An element that moves loses the focus, and a person their place.
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.home.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  get(key: string): Row<Item> | undefined {
    return this.rows.get(key);
  }

  private row(key: string, item: Item): Row<Item> {
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.make(item);
    this.rows.set(key, row);
    return row;
  }
}
