// Talking to the server: every answer is one of saved, refused (with its sentence), signed out, or away.

export const AWAY = { away: true };
export const SIGNED_OUT = { signedOut: true };

async function send(address, body, background, keepalive) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": window.csrfToken() };
  if (background) headers["X-Background"] = "1";
  return fetch(address, { method: "POST", headers, keepalive, body: JSON.stringify(body) });
}

// A sign-in that ended in the meantime gives the page an old token: it asks for a new one once.
export async function post(address, body = {}, { background = false, keepalive = false } = {}) {
  try {
    let answer = await send(address, body, background, keepalive);
    if (answer.status === 400 || answer.status === 401 || answer.redirected) {
      if (!(await window.renewCsrfToken())) return SIGNED_OUT;
      answer = await send(address, body, background, keepalive);
    }
    if (answer.status === 401) return SIGNED_OUT;
    if (answer.status === 502 || answer.status === 503 || answer.status === 504) return AWAY;
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { text: await answer.text() };
    return { status: answer.status, ok: answer.ok, ...told };
  } catch {
    return AWAY;
  }
}

export async function getText(address) {
  try {
    const answer = await fetch(address, { headers: { "X-Background": "1", Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return null;
    return await answer.text();
  } catch {
    return null;
  }
}

export async function getJson(address) {
  try {
    const answer = await fetch(address, { headers: { "X-Background": "1", Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// The server's HTML, parsed without ever running it as a page of its own.
export function nodes(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}
