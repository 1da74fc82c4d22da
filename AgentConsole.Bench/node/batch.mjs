// Reads of a Blazor render batch what a client without a page needs: its texts, and the event handlers of elements that have a marking attribute.
// The format is RenderBatchWriter's (src/Components/Shared): sections of 20-byte frames, and a table of strings, their places in the last 20 bytes.
const attributeFrame = 3, frameSize = 20;

/** `clicks`: the handler of onclick by the names of the other attributes of the same element; `text`: every string of the batch. */
export function clicksOf(data) {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const end = bytes.length - 20;
  const frames = bytes.readInt32LE(end + 4), strings = bytes.readInt32LE(end + 16);
  const string = (index) => {
    if (index < 0) return null;
    let at = bytes.readInt32LE(strings + index * 4), length = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      length |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return bytes.toString("utf8", at, at + length);
  };
  const clicks = new Map();
  let names = [], handler = null;
  const note = () => { if (handler !== null) for (const name of names) clicks.set(name, handler); };
  const count = bytes.readInt32LE(frames);
  for (let i = 0; i < count; i++) {
    const at = frames + 4 + i * frameSize;
    const type = bytes.readInt32LE(at);
    if (type !== attributeFrame) {
      note();
      [names, handler] = [[], null];
      continue;
    }
    const name = string(bytes.readInt32LE(at + 4));
    if (name === "onclick") handler = Number(bytes.readBigUInt64LE(at + 12));
    else if (name) names.push(name);
  }
  note();
  const all = [];
  for (let i = 0; i < (end - strings) / 4; i++) all.push(string(i));
  return { clicks, text: all.join("\n") };
}
