import { Meeting } from "@parley/client";

declare global {
  interface Window {
    parley?: Meeting;
  }
}

const room = /^\/r\/([A-Za-z0-9_-]{1,64})$/.exec(location.pathname)?.[1];
const token = new URLSearchParams(location.hash.slice(1)).get("token");
const page = document.getElementById("page");
if (page !== null && room !== undefined && token !== null) {
  const join = document.createElement("button");
  join.textContent = `Join ${room}`;
  join.onclick = () => {
    const meeting = new Meeting({ token });
    window.parley = meeting;
    void meeting.join();
  };
  page.append(join);
}
