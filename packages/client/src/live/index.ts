export { parseVersion } from "./availability-feed.ts";
export { type ChannelListener, listenToChannel } from "./live-socket.ts";
export { type Availability, useAvailability } from "./use-availability.ts";
export { useOnline } from "./use-online.ts";
