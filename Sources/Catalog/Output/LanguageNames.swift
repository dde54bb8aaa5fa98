// SPDX-License-Identifier: Apache-2.0

/// Names of languages, for headers with labels; where a language has none here, its locale's code stands.
enum LanguageNames {
    /// The name of a locale's language.
    static func name(of locale: String, inFrench: Bool) -> String? {
        let language = locale.prefix { $0 != "_" }
        guard let names = names[String(language)] else { return nil }
        return inFrench ? names.french : names.english
    }

    private static let names: [String: (english: String, french: String)] = [
        "ar": ("Arabic", "arabe"), "bg": ("Bulgarian", "bulgare"), "ca": ("Catalan", "catalan"),
        "cs": ("Czech", "tchèque"), "da": ("Danish", "danois"), "de": ("German", "allemand"),
        "el": ("Greek", "grec"), "en": ("English", "anglais"), "es": ("Spanish", "espagnol"),
        "et": ("Estonian", "estonien"), "eu": ("Basque", "basque"), "fa": ("Persian", "persan"),
        "fi": ("Finnish", "finnois"), "fr": ("French", "français"), "ga": ("Irish", "irlandais"),
        "gl": ("Galician", "galicien"), "he": ("Hebrew", "hébreu"), "hi": ("Hindi", "hindi"),
        "hr": ("Croatian", "croate"), "hu": ("Hungarian", "hongrois"), "id": ("Indonesian", "indonésien"),
        "is": ("Icelandic", "islandais"), "it": ("Italian", "italien"), "ja": ("Japanese", "japonais"),
        "ko": ("Korean", "coréen"), "lb": ("Luxembourgish", "luxembourgeois"), "lt": ("Lithuanian", "lituanien"),
        "lv": ("Latvian", "letton"), "mt": ("Maltese", "maltais"), "nb": ("Norwegian Bokmål", "norvégien bokmål"),
        "nl": ("Dutch", "néerlandais"), "nn": ("Norwegian Nynorsk", "norvégien nynorsk"),
        "no": ("Norwegian", "norvégien"), "pl": ("Polish", "polonais"), "pt": ("Portuguese", "portugais"),
        "ro": ("Romanian", "roumain"), "ru": ("Russian", "russe"), "sk": ("Slovak", "slovaque"),
        "sl": ("Slovenian", "slovène"), "sq": ("Albanian", "albanais"), "sr": ("Serbian", "serbe"),
        "sv": ("Swedish", "suédois"), "th": ("Thai", "thaï"), "tr": ("Turkish", "turc"),
        "uk": ("Ukrainian", "ukrainien"), "vi": ("Vietnamese", "vietnamien"), "zh": ("Chinese", "chinois"),
    ]
}
