// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The language of what people read.
///
/// Data — JSON, plain output, SQL — is never translated.
public enum Language: String, Sendable, CaseIterable {
    /// English, where nothing else is asked for.
    case english = "en"
    /// French.
    case french = "fr"

    /// Chooses: `--lang` > `LC_ALL` > `LC_MESSAGES` > `LANG`; the first that is set decides.
    public init(option: String?, environment: [String: String]) {
        let asked =
            [option] + ["LC_ALL", "LC_MESSAGES", "LANG"].map { environment[$0] }
        let first = asked.compactMap { $0 }.first { !$0.isEmpty } ?? ""
        self = first.lowercased().hasPrefix("fr") ? .french : .english
    }

    /// The language of this process: a bare look at its arguments, else the environment.
    ///
    /// For what is said where no console is at hand, and before any option was parsed.
    public static let current: Language = {
        let arguments = CommandLine.arguments
        let option = arguments.indices.lazy.compactMap { place -> String? in
            if arguments[place].hasPrefix("--lang=") { return String(arguments[place].dropFirst(7)) }
            return arguments[place] == "--lang" && place + 1 < arguments.count ? arguments[place + 1] : nil
        }.first
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let pairs = names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
        return Language(option: option, environment: Dictionary(pairs) { first, _ in first })
    }()

    /// Picks the text of this language.
    public func callAsFunction(_ english: @autoclosure () -> String, _ french: @autoclosure () -> String) -> String {
        self == .french ? french() : english()
    }

    /// Whether the environment's character set is UTF-8, so that symbols beyond ASCII can be shown.
    public static func isUTF8(_ environment: [String: String]) -> Bool {
        let first = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = first.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }
}
