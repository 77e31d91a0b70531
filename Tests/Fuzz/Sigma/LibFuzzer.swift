// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where libFuzzer comes in: `make fuzz`. A file that begins with `/` is a regular expression.
#if LIBFUZZER
    @_cdecl("LLVMFuzzerTestOneInput")
    public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
        let bytes = Array(UnsafeBufferPointer(start: start, count: count))
        if bytes.first == UInt8(ascii: "/") { fuzzExpression(Array(bytes.dropFirst())) } else { fuzzRules(bytes) }
        return 0
    }
#endif
