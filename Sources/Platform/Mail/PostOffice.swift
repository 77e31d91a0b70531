// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Dispatch
import Primitives
import Synchronization

/// Sends letters through the establishment's mail server (SMTP, RFC 5321). Works on a thread of its own: the network
/// may be slow, and nothing else must wait for it.
public final class PostOffice: Sendable {
    /// What became of one letter.
    public enum Outcome: Sendable, Hashable {
        /// The server has it, under this `Message-ID`, and answers for it from now on.
        case accepted(messageID: String)
        case failed(MailError)
    }

    private let settings: MailSettings
    private let clock: WallClock
    private let entropy: Entropy
    /// One conversation at a time: a relay counts how many a machine opens.
    private let queue = DispatchQueue(label: "carene.mail")

    public init(_ settings: MailSettings, clock: WallClock = .system, entropy: Entropy = .system) {
        self.settings = settings
        self.clock = clock
        self.entropy = entropy
    }

    /// Sends the letters in order, over one connection as far as the server allows, and says for each what became of
    /// it.
    ///
    /// Once the server is found out of reach, slow or unwilling, the letters that follow get the same outcome without
    /// another try. When the task is cancelled, the letter under way is finished and the others stay.
    public func send(_ letters: [Letter]) async -> [Outcome] {
        guard !letters.isEmpty else { return [] }
        let isCancelled = CancellationFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: self.work(through: letters, until: isCancelled)) }
            }
        } onCancel: {
            isCancelled.raise()
        }
    }

    private func work(through letters: [Letter], until isCancelled: CancellationFlag) -> [Outcome] {
        let connection: SMTPConnection
        do throws(MailError) {
            connection = try SMTPConnection(settings)
        } catch {
            return letters.map { _ in .failed(error) }
        }
        var obstacle: MailError?
        return letters.map { letter in
            if isCancelled.isRaised { return .failed(.cancelled) }
            if let obstacle { return .failed(obstacle) }
            do throws(MailError) {
                return .accepted(messageID: try send(letter, over: connection))
            } catch {
                if error.concernsAllLetters { obstacle = error }
                return .failed(error)
            }
        }
    }

    private func send(_ letter: Letter, over connection: SMTPConnection) throws(MailError) -> String {
        guard let recipient = MailAddress(letter.to) else { throw .invalidAddress }
        let message = try MessageText(
            letter, to: recipient, from: settings.sender, named: settings.senderName, at: clock.now, entropy: entropy)
        try connection.send(message.bytes, from: settings.sender, to: recipient)
        return message.identifier
    }
}

/// Set once by whoever cancels, read by the thread that works.
private final class CancellationFlag: Sendable {
    private let flag = Atomic(false)

    var isRaised: Bool { flag.load(ordering: .relaxed) }
    func raise() { flag.store(true, ordering: .relaxed) }
}
