// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import NIOCore

extension Reply {
    var isPage: Bool { headers[.contentType]?.hasPrefix("text/html") ?? false }

    func response(isSecure: Bool) -> Response {
        var headers = headers
        for cookie in cookies {
            headers.append(HTTPField(name: .setCookie, value: cookie.header(isSecure: isSecure)))
        }
        switch body {
        case .bytes(let bytes):
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .stream(let write):
            return Response(
                status: status, headers: headers,
                body: ResponseBody { writer in
                    // Each piece waits for the network: a slow reader slows the handler, it does not fill the memory.
                    try await write { bytes in try await writer.write(ByteBuffer(bytes: bytes)) }
                    try await writer.finish(nil)
                })
        }
    }
}
