// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Organisations
import Primitives
import ServiceLifecycle
import Site

/// Listens to syslog over TCP, or TLS (RFC 5425) where a certificate is given. Syslog acknowledges nothing: what is read is
/// on the disk a moment later, and what cannot be kept is not read, so that the sender's own queue holds it.
struct SyslogService: Service {
    /// Gathered before it is put on the disk.
    static let pieceSize = 256 << 10

    let office: SupervisionOffice
    let house: House

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                try await listen()
            } catch {
                house.logger.error("syslog is not listened to", metadata: ["detail": "\(error)"])
            }
        }
    }

    private func listen() async throws {
        guard let port = office.settings.syslogPort else { return }
        let tls = try context()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: office.settings.syslogHost, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    return try NIOAsyncChannel<ByteBuffer, Never>(wrappingChannelSynchronously: channel)
                }
            }
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    let address = connection.channel.remoteAddress?.ipAddress ?? "local"
                    group.addTask { await follow(connection, from: address) }
                }
            }
        }
    }

    private func context() throws -> NIOSSLContext? {
        guard let (chain, key) = office.settings.certificate else { return nil }
        let certificates = try NIOSSLCertificate.fromPEMFile(chain).map { NIOSSLCertificateSource.certificate($0) }
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: certificates, privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))))
    }

    /// One sender, until it goes or says something that is not syslog.
    private func follow(_ connection: NIOAsyncChannel<ByteBuffer, Never>, from address: String) async {
        do {
            try await connection.executeThenClose { inbound, _ in
                var frames = SyslogFrames()
                var secret: String?
                for try await buffer in inbound {
                    var lines: [Organisation.ID: [UInt8]] = [:]
                    for bytes in try frames.take(buffer.readableBytesView) {
                        let message = SyslogMessage(bytes)
                        secret = message.token ?? secret
                        guard let event = message.event else { continue }
                        let organisation = try await office.organisation(for: secret, from: address, in: house)
                        lines[organisation, default: []] += event + [0x0A]
                        if lines[organisation]?.count ?? 0 > Self.pieceSize {
                            try await keep(lines.removeValue(forKey: organisation) ?? [], of: organisation)
                        }
                    }
                    for (organisation, piece) in lines { try await keep(piece, of: organisation) }
                }
            }
        } catch {
            house.logger.notice("a syslog connection was closed", metadata: ["detail": "\(error)"])
        }
    }

    /// Waits while the spool is full: nothing more is read meanwhile.
    private func keep(_ lines: [UInt8], of organisation: Organisation.ID) async throws {
        let spool = try await office.spool(for: house)
        while true {
            do {
                return try await spool.append(SpoolRecord(organisation: organisation, lines: lines))
            } catch Spool.Fault.full {
                try await Task.sleep(for: .seconds(1))
            }
        }
    }
}
