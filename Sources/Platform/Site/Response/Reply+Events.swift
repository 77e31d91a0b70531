// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import ServiceLifecycle

extension Reply {
    /// Server-sent events (HTML standard, §9.2): tells the pages that look at something that it changed, never what changed,
    /// so that the rights are asked again by the request that fetches it.
    ///
    /// Ends when the server is asked to stop, and after some minutes: the browser comes back by itself, and is refused if the
    /// person's session or role ended meanwhile.
    ///
    /// - Parameters:
    ///   - pause: how often `state` is asked by each reader. Shorter than a second only where the answer comes from memory.
    ///   - state: what the pages see now. Nil ends the stream at once.
    public static func events(
        every pause: Duration = .seconds(1), _ state: @escaping @Sendable () async throws -> LiveState?
    ) -> Reply {
        var reply = Reply.stream(mediaType: "text/event-stream") { write in
            // A word at once, so that proxies pass the head on.
            try await write(Array("retry: 3000\n\n".utf8))
            var last: String?
            var silence = 0
            let (lifetime, heartbeat) = (
                Int(EventTimes.lifetime / pause), Int(EventTimes.heartbeat / pause)
            )
            for _ in 0..<max(lifetime, 1) {
                guard !Task.isCancelled, !Task.isShuttingDownGracefully, let now = try await state() else { break }
                if now.serial != last {
                    try await write(Array("event: change\ndata: \(now.serial)\n\n".utf8))
                    (last, silence) = (now.serial, 0)
                } else if silence >= heartbeat {
                    try await write(Array(":\n\n".utf8))
                    silence = 0
                }
                if now.isLast { break }
                silence += 1
                try await Task.sleep(for: pause)
            }
        }
        // Proxies that gather answers (nginx) would keep the events to themselves.
        reply.headers[.accelBuffering] = "no"
        return reply
    }
}

/// What a live page looks at, in a word, and whether it still changes.
public struct LiveState: Sendable, Hashable {
    public let serial: String
    public let isLast: Bool

    public init(_ serial: String, isLast: Bool = false) {
        self.serial = serial
        self.isLast = isLast
    }
}

private enum EventTimes {
    /// Idle connections are closed after sixty seconds.
    static let heartbeat = Duration.seconds(20)
    static let lifetime = Duration.seconds(600)
}

extension HTTPField.Name {
    static let accelBuffering = Self("X-Accel-Buffering") ?? .server
}
