/**
 * Rules broken one at a time: each is a change of one place in the product's source, made while the simulation is
 * bundled. A place that is no longer there fails the build of its mutant.
 */
export interface Mutant {
  /** What no longer holds. */
  breaks: string
  file: string
  from: string
  to: string
}

const shared = 'shared/src/'
const rooms = 'server/src/rooms/'
const app = 'client/src/'

export const MUTANTS: readonly Mutant[] = [
  // The session as the server decides it.
  { breaks: 'the epoch rises with a new holder', file: `${shared}session/evolve.ts`, from: 'client: { epoch: client.epoch + 1, held: true, device: knock.device, resume: knock.resume }', to: 'client: { epoch: client.epoch, held: true, device: knock.device, resume: knock.resume }' },
  { breaks: 'a displaced device is told', file: `${shared}session/evolve.ts`, from: "told: moved ? withTold(state.told, client.device, 'displaced') : state.told", to: 'told: state.told' },
  { breaks: 'the grant of an Admit is the newest', file: `${shared}session/evolve.ts`, from: 'grants: before === null ? [grant] : [...past(before.grants), grant]', to: 'grants: before === null ? [grant] : before.grants' },

  // Rooms.
  { breaks: 'a fact is stored before it is acknowledged', file: `${rooms}envelopes.ts`, from: "      const committed = await this.store.rooms.commit({\n        room,\n        command: id,\n        expect: { seat", to: "      if (Math.random() < 2) return ok({ at: null })\n      const committed = await this.store.rooms.commit({\n        room,\n        command: id,\n        expect: { seat" },
  { breaks: 'a repeated post is one', file: `${rooms}envelopes.ts`, from: "command: id,\n        expect: { seat: envelope.from, epoch }", to: "command: `${Math.random()}` as CommandId,\n        expect: { seat: envelope.from, epoch }" },
  { breaks: 'whoever loses a contested commit decides again', file: `${rooms}service.ts`, from: "if (committed.outcome === 'stale') continue\n      this.#showing", to: 'this.#showing' },
  { breaks: 'a client is shown its own place only', file: `${rooms}showing/view.ts`, from: 'client.held && client.device === device) {', to: 'client.held) {' },
  { breaks: 'an envelope goes to the holder of the seat only', file: `${rooms}showing/hub.ts`, from: 'listener.present && listener.device === device && listener.as === as', to: 'listener.as === as' },
  { breaks: 'what another process did not tell is found by a glance', file: `${rooms}nodes/neighbours.ts`, from: 'if (index % PARTS === this.#turn) void', to: 'if (index < 0) void' },
  { breaks: 'the log is read by those who sit there only', file: `${rooms}envelopes.ts`, from: "if (!mayRead(read.state, actor, session)) return refuse({ code: 'notForYourSeat' })", to: '' },
  { breaks: 'what a desk asks waits until its rooms are known', file: 'server/src/gateway/opening.ts', from: 'void listening.then(() => hear(parts, places, raw, acknowledge), () => undefined)', to: 'void hear(parts, places, raw, acknowledge)' },
  { breaks: 'only the therapist gives the therapist’s commands', file: 'server/src/gateway/handlers.ts', from: "if (as !== 'therapist') return notYours\n  const show", to: 'const show' },

  // The conversation in the browsers.
  { breaks: 'what was said outlasts a reload', file: `${app}session/correspondence/outgoing.ts`, from: 'this.#parts.keep.set(this.#name, JSON.stringify(outbox))', to: '' },
  { breaks: 'a fact is offered until it is acknowledged', file: `${app}session/correspondence/outgoing.ts`, from: "if (ack?.outcome === 'committed') {", to: "if (ack?.outcome !== 'log') {" },
  { breaks: 'a refusal that will pass is not final', file: `${app}session/correspondence/outgoing.ts`, from: "new Set(['malformed', 'noSuchRoom'])", to: "new Set(['malformed', 'noSuchRoom', 'unavailable'])" },
  { breaks: 'the log is read for what no hint told of', file: `${app}session/correspondence/log-reader.ts`, from: 'if (this.#pulling || this.#closed) return', to: 'if (this.#pulling || !this.#closed) return' },
  { breaks: 'numbers in use are not used again', file: `${app}session/correspondence/counters.ts`, from: 'if (seq > this.#kept(kind, 0)) this.keep.set(this.#name(kind), String(seq))', to: '' },
  { breaks: 'a device that takes over numbers after the one before', file: `${app}session/correspondence.ts`, from: "if (parts.others === 'maybe') this.#numbers", to: "if (parts.clock.now() < 0) this.#numbers" },
  { breaks: 'shown is said after the painting', file: `${app}check-in/cues.ts`, from: 'await eyes.nextPaint()', to: '' },
  { breaks: 'what is gone before it is painted is not told', file: `${app}check-in/cues.ts`, from: 'if (standing.has(press.fact)) this.#tell', to: 'this.#tell' },
  { breaks: 'what is let go of before it is painted is not told', file: `${app}check-in/cues.ts`, from: '    if (this.#scope.closed) return\n', to: '' },
  { breaks: 'the furthest receipt counts', file: `${shared}check-in/fold.ts`, from: "if (RANK[state] > RANK[reached.get(of) ?? 'nowhere']) reached.set(of, state)", to: 'reached.delete(of)' },

  // Pages, seats and media.
  { breaks: 'the resume token outlasts a reload', file: `${app}session/tab.ts`, from: "this.keep.set('tokens', JSON.stringify(tokens))", to: 'void tokens' },
  { breaks: 'the token announced is the one shown next', file: `${app}session/client/line.ts`, from: 'isInside) this.token.used(this.#proof)', to: "isInside) this.#parts.keep.remove('tokens')" },
  { breaks: 'an attach outside uses no token up', file: `${app}session/client/line.ts`, from: 'if (this.#proof !== null && isInside)', to: 'if (this.#proof !== null)' },
  { breaks: 'a new connection takes its seat again', file: `${app}session/therapist/desk.ts`, from: 'this.#scope.onClose(line.signalling.connection.watch(takeSeat))', to: '' },
  { breaks: 'a seat got by Admit is taken again on a newer connection', file: `${app}session/therapist/desk.ts`, from: 'if (!this.#line.sitsIn(room)) void this.#takeSeat(room)', to: '' },
  { breaks: 'the client says which end they heard', file: `${app}session/client/sitting.ts`, from: 'sayHeardEnd(call)', to: 'void call' },
  { breaks: 'a displaced device lets go of the session', file: `${app}session/client/visit.ts`, from: "        this.#parts.media.turnAllOff()\n        this.#sitting.leave()\n        return", to: '        return' },
  { breaks: 'a pause outlasts a reload', file: `${app}session/client/pause.ts`, from: 'if (this.#session !== null) this.keep.set', to: 'if (this.#session === null) this.keep.set' },
  { breaks: 'a pause stops camera and microphone', file: `${app}session/client/pause.ts`, from: "    this.stopCapture()\n    this.#say({ on: true, keep: 'see' })", to: "    this.#say({ on: true, keep: 'see' })" },
  { breaks: 'of two connections of a tab the one made last is the tab', file: 'server/src/gateway/opening.ts', from: '(other.nth > place.nth ? place : other).cut()', to: '(other.nth > place.nth ? other : place).cut()' },
  { breaks: 'a tab counts its connections upwards', file: `${app}session/tab.ts`, from: 'Math.max(Number(keep.get(\'connections\') ?? 0) + 1, Math.floor(clock.now()))', to: '4e12 - Math.floor(clock.now())' },
  { breaks: 'a yes whose answer was lost is known by its session', file: `${app}session/therapist/door/admitting.ts`, from: 'asked.ok || isTaken(room, grant)', to: 'asked.ok' },
  { breaks: 'a certificate belongs to its grant', file: `${shared}pair/state.ts`, from: '.findLast((said) => said.turn === turn)', to: '.findLast(() => turn >= 0)' },
  { breaks: 'a new certificate is vouched for', file: `${app}session/call/call.ts`, from: "void correspondence.say({ k: 'certificate', sha256: link.certificate }).then(() => link.rebuild())", to: 'link.rebuild()' },
  { breaks: 'a second tap on Admit changes nothing', file: `${app}session/therapist/desk.ts`, from: 'if (this.#released.has(visitor.prepared.link)) return', to: '' },
  { breaks: 'an end is kept before it is said', file: `${app}session/therapist/sitting.ts`, from: "    this.reopening.isOver(session, call.correspondence.journal.get())\n    await", to: '    await' },
  { breaks: 'an end that the server was not told is found', file: `${app}session/therapist/sitting.ts`, from: 'return this.#heedEnd(room, session, call)', to: 'return' },
  { breaks: 'who knocks again after an end is in session', file: `${app}session/client/knocking.ts`, from: 'this.#parts.knocked(knock)', to: '' },
  { breaks: 'into another session only a tap leads', file: `${app}session/client/knocking.ts`, from: " && by === 'tap' ? await", to: ' ? await' },

  // What is written, and what is erased.
  { breaks: 'a reflection is on the disk before it is called saved', file: 'server/src/reflections/keep.ts', from: 'if (await store.records.write(room, [putting(key, kept, entry?.rev ?? 0)])) return ok(null)', to: 'void store.records.write(room, [putting(key, kept, entry?.rev ?? 0)]).catch(() => undefined)\n    return ok(null)' },
  { breaks: 'an older reflection replaces nothing', file: 'server/src/reflections/keep.ts', from: 'if (given.rev > stored.rev) return', to: 'if (given.rev > 0) return' },
  { breaks: 'what opens a reflection is kept for each Admit', file: `${app}reflection/therapist/keep-psk.ts`, from: 'await account.records.changeRoom(room, (before) => withPsks(before, met, psks))', to: '{ ok: met.admittedAt >= 0 && psks.length >= 0 }' },
  { breaks: 'an erased room takes no record', file: 'test/simulation/server/store-model.ts', from: 'if (disk.erased.has(owner) && changes.some(({ value }) => value !== null)) return false', to: '' },
  { breaks: 'the notes of an erased room go with it', file: 'server/src/erasure/erase.ts', from: 'Promise.all([eraseReflections(store, room), notes.erase(room)])', to: 'Promise.all([eraseReflections(store, room)])' },
  { breaks: 'an erasure is written down before anything goes', file: 'server/src/erasure/erase.ts', from: '  await markErasing(parts.store, therapist, room)\n', to: '' },
  { breaks: 'an erasure is finished at the next start', file: 'server/src/erasure/erase.ts', from: 'if (!erasing) continue', to: 'if (erasing || !erasing) continue' },

  // What a store promises.
  { breaks: 'a commit is fenced', file: 'server/src/store/rules.ts', from: "if ('version' in expect) return document.version === expect.version", to: "if ('version' in expect) return expect.version > 0" },
]
