// The only place that talks HTTP. Everything is JSON on our own origin.

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(`${path.split("?")[0]}: HTTP ${answer.status}`);
  return answer.json();
}

const query = (fields) => new URLSearchParams(Object.entries(fields).filter(([, value]) => value)).toString();

/** Everything one person sees besides the messages. */
export const getSnapshot = (as) => ask(`/practice/snapshot?${query({ as })}`);

/** The messages of a channel, or of one thread in it, as this person sees them. */
export async function getMessages(as, channel, thread) {
  return (await ask(`/practice/messages?${query({ as, channel, thread })}`)).messages;
}

/** Let a person do something; resolves with {ok, error?, errors?, …} once the bot has answered, or could not. */
export async function act(as, act, fields = {}) {
  try {
    return await ask("/practice/do", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as, act, ...fields }),
    });
  } catch (error) {
    // A dead server is told to the person like any refusal; it must not end in an unhandled promise.
    return { ok: false, error: String(error.message ?? error) };
  }
}
