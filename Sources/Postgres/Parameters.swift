// SPDX-License-Identifier: Apache-2.0

/// The parameters of one statement in the form libpq wants: one buffer, and for each parameter a place in it.
struct Parameters {
    private(set) var types: [UInt32] = []
    private var lengths: [Int32] = []
    private var offsets: [Int] = []
    private var bytes: [UInt8] = []

    var count: Int { types.count }

    /// Encodes the values; what was there before goes, its memory stays for the next time.
    mutating func replace(with values: [(any PostgresEncodable)?]) {
        // A chunk of megabytes should not keep its memory for the connection's life.
        let isHuge = bytes.capacity > 4 << 20
        types.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: !isHuge)
        for value in values {
            offsets.append(bytes.count)
            guard let value else {
                types.append(0)
                lengths.append(-1)
                continue
            }
            types.append(value.boundOID)
            value.encode(into: &bytes)
            lengths.append(Int32(clamping: bytes.count - (offsets.last ?? 0)))
        }
        bytes.append(0)  // so that even an empty value has an address
    }

    /// What `PQsendQueryParams` and `PQsendQueryPrepared` take.
    ///
    /// Valid inside the closure only.
    @unsafe struct Pointers {
        var count: Int32
        var types: UnsafePointer<UInt32>?
        var values: UnsafePointer<UnsafePointer<CChar>?>?
        var lengths: UnsafePointer<Int32>?
        var formats: UnsafePointer<Int32>?
    }

    func withPointers<T>(_ body: (Pointers) -> T) -> T {
        unsafe bytes.withUnsafeBytes { bytes in
            let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            var values: [UnsafePointer<CChar>?] = unsafe []
            unsafe values.reserveCapacity(count)
            for place in 0..<count {
                unsafe values.append(lengths[place] < 0 ? nil : base.map { unsafe $0 + offsets[place] })
            }
            let formats = [Int32](repeating: 1, count: count)
            return unsafe values.withUnsafeBufferPointer { values in
                unsafe types.withUnsafeBufferPointer { types in
                    unsafe lengths.withUnsafeBufferPointer { lengths in
                        unsafe formats.withUnsafeBufferPointer { formats in
                            unsafe body(
                                Pointers(
                                    count: Int32(count), types: types.baseAddress, values: values.baseAddress,
                                    lengths: lengths.baseAddress, formats: formats.baseAddress))
                        }
                    }
                }
            }
        }
    }
}
