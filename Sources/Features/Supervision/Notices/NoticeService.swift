// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Logging
import Mail
import Markup
import Organisations
import Persistence
import Primitives
import ServiceLifecycle
import Sigma
import Site

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Tells people of grave alerts as soon as they are kept. What cannot leave is tried again, a few times.
struct NoticeService: Service {
    let office: SupervisionOffice
    let house: House

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await sendAll()
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    // For what could not leave: the mail server comes back some day.
                    while (try? await Task.sleep(for: .seconds(60))) != nil { office.ring() }
                }
                group.addTask {
                    for await _ in office.alarms {
                        guard !Task.isCancelled else { return }
                        await sendAll()
                    }
                }
            }
        }
    }

    private func sendAll() async {
        do {
            let waiting = try await house.database.read { session in try NoticeStore.waiting(limit: 50, in: session) }
            for notice in waiting where !Task.isCancelled {
                let failure = await send(notice)
                let now = house.clock.now
                try await house.database.write { session in
                    try NoticeStore.note(notice, failure: failure, at: now, in: session)
                }
            }
        } catch {
            house.logger.error("notices wait", metadata: ["detail": "\(error)"])
        }
    }

    /// - Returns: why it did not leave.
    private func send(_ notice: WaitingNotice) async -> String? {
        let today = house.today
        do {
            let found = try await house.database.read { session in
                guard let alert = try AlertStore.alert(notice.alert, in: session) else { return nil as Told? }
                let settings = try NoticeStore.settings(of: notice.organisation, in: session)
                // Who lost the right since is not told.
                let people = try NoticeStore.people(at: alert.lineage, today: today, in: session)
                    .filter { settings.recipients.contains($0.id) }
                return Told(alert: alert, addresses: people.map(\.email), webhook: settings.webhook)
            }
            guard let told = found else { return nil }
            let text = NoticeText(told.alert, site: house.settings.publicAddress, zone: house.settings.zone)
            var failures: [String] = []
            if !told.addresses.isEmpty { failures += await post(text, to: told.addresses) }
            if !told.webhook.isEmpty, let failure = await Webhook.call(told.webhook, text.json) {
                failures.append(failure)
            }
            return failures.isEmpty ? nil : failures.joined(separator: " ")
        } catch {
            return "\(error)"
        }
    }

    private struct Told: Sendable {
        let alert: Alert
        let addresses: [String]
        let webhook: String
    }

    private func post(_ text: NoticeText, to addresses: [String]) async -> [String] {
        guard let post = house.post else { return ["Aucun serveur de courriel n’est réglé."] }
        let letters = addresses.map { Letter(to: $0, subject: text.subject, text: text.body) }
        return await post.send(letters).compactMap { outcome in
            if case .failed(let error) = outcome { error.message(.french) } else { nil }
        }
    }
}

/// A notice in words. French alone: it is read on a telephone, at night, in the hospital's language.
struct NoticeText: Sendable, Hashable {
    let subject: String
    let body: String
    let json: [UInt8]

    init(_ alert: Alert, site: String?, zone: TimeZoneRule) {
        let t = Language.french
        let path = SupervisionURL.alert(.init(alert.organisation), .init(alert.id)).path
        let address = site.map { $0 + path.full } ?? path.full
        let advice = AlertAdvice.of(tags: alert.tags)
        subject = "[Carène] \(alert.level.word(t))\u{00A0}: \(alert.title), \(alert.hostName(t))"
        body = """
            \(alert.title)
            \(alert.organisationName), \(alert.hostName(t)), le \(t.moment(alert.lastAt, in: zone)).

            \(advice.why(t))

            Que faire d’abord\u{00A0}:
            \(advice.first.map { "- " + $0(t) }.joined(separator: "\n"))

            \(address)
            """
        let fields: [String: String] = [
            "title": alert.title, "level": alert.level.name, "host": alert.host, "rule": alert.ruleID,
            "organisation": alert.organisationName, "at": alert.lastAt.text, "address": address,
        ]
        json = (try? JSONEncoder().encode(fields)).map { [UInt8]($0) } ?? []
    }
}

/// Calls another tool of the establishment. Follows no redirection: the address that somebody wrote is the one that is told.
enum Webhook {
    static func call(_ address: String, _ body: [UInt8]) async -> String? {
        guard let url = URL(string: address) else { return "webhook: address" }
        var request = URLRequest(url: url, timeoutInterval: 10)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(body)
        let session = URLSession(configuration: .ephemeral, delegate: NoRedirection(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        do {
            let (_, response) = try await session.data(for: request)
            let status = (response as? HTTPURLResponse)?.statusCode ?? 0
            return (200..<300).contains(status) ? nil : "webhook: \(status)"
        } catch {
            return "webhook: \(error.localizedDescription)"
        }
    }

    private final class NoRedirection: NSObject, URLSessionTaskDelegate {
        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
            newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) {
            completionHandler(nil)
        }
    }
}
