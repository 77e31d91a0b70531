// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CQREncode

/// A QR code as a square of dark and light modules, without the quiet zone: drawing is the page's job.
public enum QRCode {
    /// Rows from the top, true for dark. Error correction M: a screen is clean, a bigger code is harder to aim at.
    public static func matrix(of text: String) throws(IdentityError) -> [[Bool]] {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, let size = Int32(exactly: bytes.count),
            let code = QRcode_encodeData(size, bytes, 0, QR_ECLEVEL_M)
        else { throw .qrCodeTooLong }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard width > 0, let data = code.pointee.data else { throw .qrCodeTooLong }
        // The lowest bit of each module is its colour (qrencode.h, struct QRcode).
        let modules = UnsafeBufferPointer(start: data, count: width * width)
        return (0..<width).map { row in (0..<width).map { modules[row * width + $0] & 1 == 1 } }
    }
}
