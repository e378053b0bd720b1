/**
 * Version of everything that crosses the wire. Server and page speak N and N−1.
 *
 * History
 * 1  first version: door, knock, grant, envelopes, views.
 */
export const PROTOCOL_VERSION = 1
