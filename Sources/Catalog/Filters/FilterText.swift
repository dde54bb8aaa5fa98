// SPDX-License-Identifier: Apache-2.0

/// How texts are compared in filters: without case, by their bytes.
package enum FilterText {
    /// How many characters of a textarea count.
    package static let longestArea = 10_000

    /// Capitals outside ASCII by what they fold to.
    ///
    /// Folding goes scalar by scalar; only `İ` becomes two.
    private static let capitals: [Unicode.Scalar: [Unicode.Scalar]] = {
        var found: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        // No script with cases lies beyond the first supplementary plane.
        for code in UInt32(0x80)..<0x2_0000 {
            guard let scalar = Unicode.Scalar(code), scalar.properties.changesWhenLowercased else { continue }
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            guard lower.count == 1, let first = lower.first else { continue }
            found[first, default: []].append(scalar)
        }
        return found
    }()

    /// The capitals outside ASCII that a search for a folded text must know, and what each becomes: `translate`'s last two
    /// arguments; whatever else stands in the searched text cannot be a part of what is found.
    package static func capitals(of folded: String) -> (from: String, to: String) {
        var (from, to) = (String.UnicodeScalarView(), String.UnicodeScalarView())
        for scalar in Set(folded.unicodeScalars) {
            // Of ASCII only k has such a capital beside its own: the sign for kelvin.
            guard scalar.value >= 0x80 || scalar == "k" else { continue }
            for capital in capitals[scalar] ?? [] {
                from.append(capital)
                to.append(scalar)
            }
        }
        return (String(from), String(to))
    }

    /// Whether what `İ` becomes, `i` and a dot above, may be a part of a folded text.
    package static func needsDottedI(_ folded: String) -> Bool {
        folded.unicodeScalars.contains { $0 == "i" || $0 == "\u{307}" }
    }

    /// A textarea as filters see it: without tags and line ends, its first 10,000 characters.
    ///
    /// A tag is `<`, a letter or one of `/!?`, and all up to the next `>`; what is not closed is text.
    static func plainArea(_ bytes: Span<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var count = 0
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "<"), let end = tagEnd(bytes, place) {
                place = end
                continue
            }
            let byte = bytes[place]
            place += 1
            guard byte != 0x0A, byte != 0x0D else { continue }
            // Continuation bytes of UTF-8 belong to the character before them.
            if byte & 0xC0 != 0x80 {
                guard count < longestArea else { break }
                count += 1
            }
            plain.append(byte)
        }
        return plain
    }

    /// Where a tag ends that begins here; nil when none does.
    private static func tagEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        let first = foldedASCII(bytes[start + 1])
        guard (first >= 0x61 && first <= 0x7A) || "/!?".utf8.contains(first) else { return nil }
        var place = start + 2
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") { place += 1 }
        return place < bytes.count ? place + 1 : nil
    }

    /// Where the name of a file begins in its path.
    @inline(__always)
    static func nameStart(_ path: Span<UInt8>) -> Int {
        var place = path.count
        while place > 0, path[place - 1] != UInt8(ascii: "/") { place -= 1 }
        return place
    }
}

/// A comparison with texts, their bytes at hand.
struct TextMatcher: Sendable {
    private enum Way: Sendable { case prefix, part, noPart, same, different, oneOf, noneOf, absent, present }

    private let way: Way
    private let needle: [UInt8]
    private let list: Set<[UInt8]>

    init(_ test: FilterTest.TextTest) {
        var list: Set<[UInt8]> = []
        var text = ""
        switch test {
        case .startsWith(let given): (way, text) = (.prefix, given)
        case .contains(let given): (way, text) = (.part, given)
        case .lacks(let given): (way, text) = (.noPart, given)
        case .equals(let given): (way, text) = (.same, given)
        case .differs(let given): (way, text) = (.different, given)
        case .isIn(let given): (way, list) = (.oneOf, Set(given.map { Array($0.utf8) }))
        case .isNotIn(let given): (way, list) = (.noneOf, Set(given.map { Array($0.utf8) }))
        case .isEmpty: way = .absent
        case .isNotEmpty: way = .present
        }
        needle = Array(text.utf8)
        self.list = list
    }

    /// Whether it asks for what has no text.
    var isAbsence: Bool { way == .absent }
    /// Whether what has no text is as good as any other one.
    var isExclusion: Bool { way == .noneOf }

    /// Whether a text that is folded already is what was asked for; nil: there is none.
    func matches(folded text: [UInt8]?) -> Bool {
        guard let text else { return way == .absent || way == .noneOf }
        switch way {
        case .oneOf: return list.contains(text)
        case .noneOf: return !list.contains(text)
        default: return holds(text.span, isFolded: true)
        }
    }

    /// Whether a text is what was asked for, without case.
    func matches(_ text: Span<UInt8>) -> Bool {
        for place in text.indices where text[place] >= 0x80 {
            var folded: [UInt8] = []
            folded.reserveCapacity(text.count + 8)
            appendFolded(text, to: &folded)
            return holds(folded.span, isFolded: true)
        }
        return holds(text, isFolded: false)
    }

    private func holds(_ text: Span<UInt8>, isFolded: Bool) -> Bool {
        switch way {
        case .prefix: isHere(text, 0, isFolded)
        case .part: isWithin(text, isFolded)
        case .noPart: !isWithin(text, isFolded)
        case .same: text.count == needle.count && isHere(text, 0, isFolded)
        case .different: text.count != needle.count || !isHere(text, 0, isFolded)
        case .present: true
        case .absent, .oneOf, .noneOf: false
        }
    }

    private func isWithin(_ text: Span<UInt8>, _ isFolded: Bool) -> Bool {
        guard text.count >= needle.count else { return false }
        for start in 0...(text.count - needle.count) where isHere(text, start, isFolded) { return true }
        return false
    }

    @inline(__always)
    private func isHere(_ text: Span<UInt8>, _ start: Int, _ isFolded: Bool) -> Bool {
        guard text.count - start >= needle.count else { return false }
        for place in needle.indices {
            let byte = text[start + place]
            if (isFolded ? byte : foldedASCII(byte)) != needle[place] { return false }
        }
        return true
    }
}
